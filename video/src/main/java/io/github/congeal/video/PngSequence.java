package io.github.congeal.video;

import io.github.congeal.Frame;
import io.github.congeal.PictureFile;
import io.github.congeal.internal.file.FileFault;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes each frame as a PNG, {@code frame-0000.png} and so on, into a folder.
 *
 * <p>Each file is complete as soon as its frame was added; one made from a {@link Frame} carries its settings as text.
 * The folder is created if it is missing. Existing files of those names are replaced, others left alone.
 */
public final class PngSequence implements FrameWriter {
    private final Path folder;
    private final int first;
    private int count;
    private int width;
    private int height;
    private boolean closed;

    private PngSequence(Path folder, int first) {
        this.folder = folder;
        this.first = first;
    }

    /**
     * Returns a writer into a folder.
     *
     * @throws IOException if it cannot be created or written to
     */
    public static PngSequence in(Path folder) throws IOException {
        return in(folder, 0);
    }

    /**
     * Returns a writer that continues a sequence, such as that of a resumed run.
     *
     * @param first the number of its first frame, at least 0
     * @throws IllegalArgumentException if the number is negative
     * @throws IOException if the folder cannot be created or written to
     */
    public static PngSequence in(Path folder, int first) throws IOException {
        if (first < 0) {
            throw new IllegalArgumentException("first was %s, but must be at least 0".formatted(first));
        }
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IOException(folder + " cannot take frames: it is a file and no folder");
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new IOException("%s cannot take frames: %s".formatted(folder, FileFault.noFolder(parent)));
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException("%s cannot be made: %s".formatted(folder, FileFault.reason(e)), e);
        }
        if (!Files.isWritable(folder)) {
            throw new IOException(folder + " cannot take frames: it is read-only");
        }
        return new PngSequence(folder, first);
    }

    @Override
    public void add(Frame frame) throws IOException {
        check(frame.generation().width(), frame.generation().height());
        frame.save(next());
        count++;
    }

    @Override
    public void add(BufferedImage image) throws IOException {
        check(image.getWidth(), image.getHeight());
        PictureFile.write(image, next());
        count++;
    }

    private Path next() {
        return folder.resolve(String.format(Locale.ROOT, "frame-%04d.png", first + count));
    }

    private void check(int newWidth, int newHeight) {
        if (closed) {
            throw new IllegalStateException(folder + " is closed: no frame can be added any more");
        }
        if (count == 0) {
            width = newWidth;
            height = newHeight;
        } else if (newWidth != width || newHeight != height) {
            throw new IllegalArgumentException("the frame is %sx%s, but the frames in %s are %sx%s"
                    .formatted(newWidth, newHeight, folder, width, height));
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed && count == 0) {
            closed = true;
            throw new IOException("nothing was written to %s: no frame was added".formatted(folder));
        }
        closed = true;
    }
}
