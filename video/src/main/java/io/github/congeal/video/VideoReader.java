package io.github.congeal.video;

import io.github.congeal.internal.file.RegularFile;
import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * Reads the frames of a film, or the pictures of a folder, one by one: {@code try (VideoReader video =
 * VideoReader.open(path)) { while (video.hasNext()) { show(video.next()); } }}.
 *
 * <p>Films are MP4 files with H.264 of 4:2:0 in eight bits, as nearly all cameras and programs write them; nothing but the
 * tables of the file and a few frames is kept in memory. Of a folder, files that end in .png, .jpg or .jpeg are read in the
 * order of their names. Not thread-safe.
 */
public final class VideoReader implements Closeable {
    private final FrameSource source;
    private int read;

    private VideoReader(FrameSource source) {
        this.source = source;
    }

    /**
     * Opens a film or a folder.
     *
     * @throws IOException with a sentence, if it is neither, is damaged, or is of a kind that is not read
     */
    public static VideoReader open(Path filmOrFolder) throws IOException {
        Objects.requireNonNull(filmOrFolder, "filmOrFolder");
        if (!Files.exists(filmOrFolder)) {
            throw new IOException("there is no %s".formatted(filmOrFolder));
        }
        RegularFile.require(filmOrFolder);
        return new VideoReader(
                Files.isDirectory(filmOrFolder) ? new PictureFolder(filmOrFolder) : new Mp4Frames(filmOrFolder));
    }

    /** How many frames there are in all. */
    public int count() {
        return source.count();
    }

    /** How many are shown in a second, on the average; 15 for a folder. */
    public double framesPerSecond() {
        return source.framesPerSecond();
    }

    /** Whether a file is a film with sound; see {@link VideoWriter.Builder#soundOf}. */
    public static boolean hasSound(Path filmOrFolder) throws IOException {
        return Files.isRegularFile(filmOrFolder) && Sound.of(filmOrFolder).isPresent();
    }

    /** Whether there is a frame left. */
    public boolean hasNext() {
        return read < source.count();
    }

    /**
     * The next frame, in the order in which they are shown.
     *
     * @throws NoSuchElementException if there is none
     * @throws IOException with a sentence, if it cannot be read
     */
    public BufferedImage next() throws IOException {
        if (!hasNext()) {
            throw new NoSuchElementException("there is no further frame");
        }
        BufferedImage frame = source.next();
        read++;
        return frame;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
