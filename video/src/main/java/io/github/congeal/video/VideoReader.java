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
 * <p>Films are MP4 files with H.264 in 8-bit 4:2:0, as nearly all cameras and programs write them. Only the tables of
 * the file and a few frames are kept in memory. In a folder, the files ending in .png, .jpg or .jpeg are read in the
 * order of their names, in which numbers count by their values: frame-9999 comes before frame-10000. Not thread-safe.
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
     * @throws IOException if it is neither, is damaged, or is of an unsupported kind; the message is a sentence
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

    /** Returns the total number of frames. */
    public int count() {
        return source.count();
    }

    /** Returns the average number of frames per second; 15 for a folder. */
    public double framesPerSecond() {
        return source.framesPerSecond();
    }

    /** Returns whether a file is a film with sound; see {@link VideoWriter.Builder#soundOf}. */
    public static boolean hasSound(Path filmOrFolder) throws IOException {
        return Files.isRegularFile(filmOrFolder) && Sound.of(filmOrFolder).isPresent();
    }

    /** Returns whether there is a frame left. */
    public boolean hasNext() {
        return read < source.count();
    }

    /**
     * Returns the next frame, in display order.
     *
     * @throws NoSuchElementException if there is none
     * @throws IOException if it cannot be read; the message is a sentence
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
