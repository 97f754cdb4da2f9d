package io.github.congeal.samples;

import io.github.congeal.Generation;
import io.github.congeal.SettingsFile;
import io.github.congeal.control.Control;
import io.github.congeal.video.FinishingListener;
import io.github.congeal.video.FrameWriter;
import io.github.congeal.video.PngSequence;
import io.github.congeal.video.VideoWriter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for writing all frames, as a film or as pictures. */
final class FilmOptions {
    @Option(
            names = "--video",
            paramLabel = "FILE",
            description = "Make a film of all frames, as .mp4 or as an animated .gif.")
    private @Nullable Path video;

    @Option(
            names = "--frames",
            paramLabel = "DIR",
            description =
                    "Write every frame into a folder, as frame-0000.png and so on. It must have none of another run.")
    private @Nullable Path frames;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            description = "About how long the film should last, at 10 to 30 frames a second. Default: 15.")
    private @Nullable Double duration;

    @Option(
            names = "--fps",
            paramLabel = "N",
            description = "The frame rate of the film per second, whatever its length.")
    private @Nullable Double framesPerSecond;

    @Option(names = "--hold", paramLabel = "SECONDS", description = "How much longer the film shows the last frame.")
    private @Nullable Double hold;

    @Option(names = "--forth-and-back", description = "Let the film run backwards to its start after its end.")
    private boolean forthAndBack;

    /** The film's file, or null if none is wanted. */
    @Nullable
    Path video() {
        return video;
    }

    /** The folder of all frames, or null if none are wanted. */
    @Nullable
    Path frames() {
        return frames;
    }

    /** Whether frames are to be written. */
    boolean areGiven() {
        return video != null || frames != null;
    }

    /**
     * Looks at the options before the run.
     *
     * @throws IllegalArgumentException if one is out of range, or has no effect
     */
    void check() {
        if (video != null) {
            builder(video);
        } else if (duration != null || framesPerSecond != null || hold != null || forthAndBack) {
            throw new IllegalArgumentException(
                    "--duration, --fps, --hold and --forth-and-back are about a film, but there is none: give --video, too");
        }
        if (duration != null && framesPerSecond != null) {
            throw new IllegalArgumentException(
                    "--duration and --fps were both given, but each decides the length of the film: give one of them");
        }
    }

    /**
     * Looks at the folder before the run: frames of another one would be replaced, or follow its last one.
     *
     * @param controls those that the frames may name
     * @throws IOException if it holds frames of another run
     */
    void requireNoOthers(Generation generation, List<Control<?>> controls) throws IOException {
        if (frames == null || !Files.isDirectory(frames)) {
            return;
        }
        try (DirectoryStream<Path> before = Files.newDirectoryStream(frames, "frame-[0-9]*.png")) {
            // One speaks for all of them.
            Iterator<Path> any = before.iterator();
            if (any.hasNext() && !isOf(generation, any.next(), controls)) {
                throw new IOException("%s holds frames of another run: give --frames another folder, or delete them"
                        .formatted(frames));
            }
        }
    }

    private static boolean isOf(Generation generation, Path frame, List<Control<?>> controls) throws IOException {
        try {
            return SettingsFile.read(frame, controls).equals(generation.settings());
        } catch (IllegalArgumentException e) {
            // It carries no settings, or those of another version.
            return false;
        }
    }

    /**
     * The writer of the frames: to a film, a folder, both or neither.
     *
     * @param first the number of the first frame in the folder
     */
    FrameWriter open(int first, FinishingListener listener) throws IOException {
        FrameWriters writers = new FrameWriters();
        if (video != null) {
            writers.with(openVideo(video, listener));
        }
        try {
            if (frames != null) {
                writers.with(PngSequence.in(frames, first));
            }
        } catch (IOException e) {
            try {
                writers.close();
            } catch (IOException withoutFrames) {
                e.addSuppressed(withoutFrames);
            }
            throw e;
        }
        return writers;
    }

    private VideoWriter openVideo(Path file, FinishingListener listener) throws IOException {
        return builder(file).onFinishing(listener).open();
    }

    private VideoWriter.Builder builder(Path file) {
        VideoWriter.Builder builder = VideoWriter.builder(file).forthAndBack(forthAndBack);
        if (duration != null) {
            builder.duration(seconds("duration", duration));
        }
        if (framesPerSecond != null) {
            builder.framesPerSecond(framesPerSecond);
        }
        if (hold != null) {
            builder.hold(seconds("hold", hold));
        }
        return builder;
    }

    private static Duration seconds(String name, double seconds) {
        if (Double.isNaN(seconds)) {
            throw new IllegalArgumentException("%s was NaN, but must be a number of seconds".formatted(name));
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
