package io.github.congeal.video;

import io.github.congeal.Frame;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a film frame by frame: {@code try (VideoWriter video = VideoWriter.to(path)) { video.add(frame); }}.
 *
 * <p>The file name's extension selects the format: {@code .mp4} (H.264, plays everywhere) or {@code .gif} (animated,
 * 256 colours per frame, repeats for ever). An MP4 of odd width or height repeats its last column or row, since H.264
 * needs even sizes. For single pictures see {@link PngSequence}.
 *
 * <p>Frames are encoded as they come, on the caller's thread, and never kept, so memory does not grow with their
 * number. The complete file appears on {@link #close()}; a program that is killed before leaves only a hidden {@code
 * .part} file. Closing after an exception finishes the film with the frames so far. Not thread-safe.
 */
public final class VideoWriter implements FrameWriter {
    private final Path file;
    private final VideoSettings settings;
    private final Cut cut;
    /** The newest frame of the same generation as the first. */
    private @Nullable Frame told;

    private int width;
    private int height;
    private boolean closed;

    VideoWriter(Path file, VideoSettings settings) throws IOException {
        this.file = file;
        this.settings = settings;
        cut = new Cut(file, settings);
    }

    /**
     * Returns a writer with default settings; see {@link #builder(Path)}.
     *
     * @throws IllegalArgumentException if the name has another extension
     * @throws IOException if the folder is missing or cannot be written to
     */
    public static VideoWriter to(Path file) throws IOException {
        return builder(file).open();
    }

    /**
     * Returns a builder for a film in that file.
     *
     * @throws IllegalArgumentException if the name has another extension
     */
    public static Builder builder(Path file) {
        FilmFormat.of(Objects.requireNonNull(file, "file"));
        return new Builder(file);
    }

    /**
     * Adds a frame. Unless the builder sets them, the first frame's generation provides the film's title (the prompts)
     * and the last frame of that generation its comment (the settings that reproduce it).
     *
     * @throws IllegalArgumentException if its size differs from the first frame's; the film stays valid
     * @throws IllegalStateException if the writer is closed
     * @throws IOException if it cannot be written; the film is then lost
     */
    @Override
    public void add(Frame frame) throws IOException {
        add(frame.image());
        if (told == null || told.generation() == frame.generation()) {
            told = frame;
        }
    }

    @Override
    public void add(BufferedImage image) throws IOException {
        if (closed) {
            throw new IllegalStateException(file + " is closed: no frame can be added any more");
        }
        if (cut.isEmpty()) {
            width = image.getWidth();
            height = image.getHeight();
        } else if (image.getWidth() != width || image.getHeight() != height) {
            throw new IllegalArgumentException("the frame is %sx%s, but the film in %s is made of frames of %sx%s"
                    .formatted(image.getWidth(), image.getHeight(), file, width, height));
        }
        boolean scaled = settings.width() > 0;
        cut.add(Pixels.of(image, scaled ? settings.width() : width, scaled ? settings.height() : height));
    }

    /** Returns the path of the film. */
    public Path file() {
        return file;
    }

    /**
     * Finishes the film and moves it into place. Closing twice does nothing.
     *
     * @throws IOException if no frame was added or the file cannot be written; an older file of that name is kept
     */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (Cut open = cut) {
            if (open.isEmpty()) {
                throw new IOException(file + " was not written: no frame was added to it");
            }
            Tags tags = told == null ? Tags.NONE : Tags.of(told);
            open.finish(tags.with(settings.title(), settings.comment()));
        }
    }

    /** Settings of a film, each with a default. */
    public static final class Builder {
        private static final Duration LONGEST = Duration.ofHours(24);
        private static final Duration LONGEST_HOLD = Duration.ofHours(1);

        private final Path file;
        private @Nullable Double rate;
        private Duration length = Duration.ofSeconds(15);
        private int quantisation = 12;
        private int keyFrameInterval = 25;
        private int width;
        private int height;
        private boolean forthAndBack;
        private Duration hold = Duration.ZERO;
        private int crossFade;
        private Optional<Sound> sound = Optional.empty();
        private String title = "";
        private String comment = "";
        private FinishingListener listener = (done, total) -> {};

        private Builder(Path file) {
            this.file = file;
        }

        /** Sets the frame rate per second, from 0.01 to 120. By default it follows from {@link #duration}. */
        public Builder framesPerSecond(double rate) {
            require(rate >= 0.01 && rate <= 120, "framesPerSecond was %s, but must be from 0.01 to 120", rate);
            this.rate = rate;
            return this;
        }

        /**
         * Sets the approximate duration of the film without the hold, at most 24 hours; 15 seconds by default. The rate
         * becomes frames / length, limited to 10 to 30 per second, as in the notebook of 2021. If both this and {@link
         * #framesPerSecond} are called, the later call counts.
         */
        public Builder duration(Duration length) {
            Objects.requireNonNull(length, "length");
            require(
                    length.compareTo(Duration.ofMillis(1)) >= 0 && length.compareTo(LONGEST) <= 0,
                    "duration was %s, but must be from 1 ms to 24 hours",
                    length);
            this.length = length;
            rate = null;
            return this;
        }

        /**
         * Sets H.264's constant quantisation parameter, from 1 (largest file) to 51 (worst picture). The default is 12,
         * which the eye cannot tell from the source. Other formats ignore it.
         */
        public Builder quality(int quantisation) {
            require(
                    quantisation >= 1 && quantisation <= 51,
                    "quality was %s, but must be from 1 (best) to 51",
                    quantisation);
            this.quantisation = quantisation;
            return this;
        }

        /**
         * Sets the distance in frames between an MP4's key frames, to which players can jump: 1 to 1000, 25 by default.
         */
        public Builder keyFrameInterval(int frames) {
            require(frames >= 1 && frames <= 1000, "keyFrameInterval was %s, but must be from 1 to 1000", frames);
            keyFrameInterval = frames;
            return this;
        }

        /**
         * Sets the size of the film in pixels, to which frames are scaled; 1 to 8192 each. The default is that of the
         * frames.
         */
        public Builder size(int width, int height) {
            require(width >= 1 && width <= 8192, "width was %s, but must be from 1 to 8192", width);
            require(height >= 1 && height <= 8192, "height was %s, but must be from 1 to 8192", height);
            this.width = width;
            this.height = height;
            return this;
        }

        /**
         * Sets whether the film then runs backwards to its start: 2n-1 frames from n. The frames are then kept,
         * compressed, in a temporary file beside the film.
         */
        public Builder forthAndBack(boolean back) {
            forthAndBack = back;
            return this;
        }

        /**
         * Sets how much longer than the others the last frame is shown, at most an hour; by default no longer. If the
         * film runs back, this comes before it. In a GIF, and in an MP4 if it is longer than ten seconds, it is made of
         * few frames that are shown for longer, so the frame rate varies.
         */
        public Builder hold(Duration length) {
            Objects.requireNonNull(length, "length");
            require(
                    !length.isNegative() && length.compareTo(LONGEST_HOLD) <= 0,
                    "hold was %s, but must be from 0 to 1 hour",
                    length);
            hold = length;
            return this;
        }

        /** Sets the number of blended frames inserted between two added ones, 0 to 100; 0 by default. */
        public Builder crossFade(int frames) {
            require(frames >= 0 && frames <= 100, "crossFade was %s, but must be from 0 to 100", frames);
            crossFade = frames;
            return this;
        }

        /**
         * Copies the sound of an MP4 file without re-encoding, as far as the film goes. If that file is silent, so is
         * the film; a GIF always is.
         *
         * @throws IOException if it is not an MP4 file or is damaged; the message is a sentence
         */
        public Builder soundOf(Path film) throws IOException {
            sound = Sound.of(Objects.requireNonNull(film, "film"));
            return this;
        }

        /** Sets the title that players show for an MP4. The default is the prompts of the first {@link Frame}. */
        public Builder title(String title) {
            this.title = Objects.requireNonNull(title, "title");
            return this;
        }

        /**
         * Sets the comment that players show for an MP4. The default is the settings of the last {@link Frame} of the
         * first frame's generation.
         */
        public Builder comment(String comment) {
            this.comment = Objects.requireNonNull(comment, "comment");
            return this;
        }

        /** Sets the listener for the progress of finishing. */
        public Builder onFinishing(FinishingListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** Returns a writer with these settings. Throws as {@link VideoWriter#to} does. */
        public VideoWriter open() throws IOException {
            return new VideoWriter(
                    file,
                    new VideoSettings(
                            rate,
                            length,
                            quantisation,
                            keyFrameInterval,
                            width,
                            height,
                            forthAndBack,
                            hold,
                            crossFade,
                            sound,
                            title,
                            comment,
                            listener));
        }

        private static void require(boolean allowed, String sentence, Object value) {
            if (!allowed) {
                throw new IllegalArgumentException(sentence.formatted(value));
            }
        }
    }
}
