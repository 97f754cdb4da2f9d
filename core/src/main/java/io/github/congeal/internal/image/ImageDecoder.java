package io.github.congeal.internal.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads picture files by ImageIO, and trusts neither the files nor ImageIO. */
final class ImageDecoder {
    /** Larger pictures are refused: their pixels would fill the heap before anybody looked at their size. */
    private static final long MOST_PIXELS = 100_000_000;

    private ImageDecoder() {}

    static BufferedImage decode(Path file) throws IOException {
        // In memory, because ImageIO would otherwise cache on disk.
        try (InputStream in = ReadableFile.open(file);
                ImageInputStream image = new MemoryCacheImageInputStream(in)) {
            return decode(file, image);
        }
    }

    private static BufferedImage decode(Path file, ImageInputStream image) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(image);
        if (!readers.hasNext()) {
            throw new IOException("%s is not a picture, or in none of the formats that are read here (%s)"
                    .formatted(file, String.join(", ", ImageIO.getReaderFileSuffixes())));
        }
        ImageReader reader = readers.next();
        try {
            ExifOrientation orientation = ExifOrientation.read(image);
            reader.setInput(image, true, true);
            requireReasonableSize(file, reader.getWidth(0), reader.getHeight(0));
            return orientation.apply(OpaquePicture.of(reader.read(0)));
        } catch (RuntimeException | IOException e) {
            if (e instanceof RefusedException) {
                throw e;
            }
            // For damaged files, ImageIO's readers throw whatever their arithmetic comes upon.
            throw new IOException("%s is damaged, or of a kind that is not read here: %s".formatted(file, e), e);
        } catch (OutOfMemoryError e) {
            throw new IOException("%s needs more memory than is left".formatted(file), e);
        } finally {
            reader.dispose();
        }
    }

    private static void requireReasonableSize(Path file, int width, int height) throws RefusedException {
        if ((long) width * height > MOST_PIXELS) {
            throw new RefusedException("%s has %d x %d pixels, but at most %d million are read"
                    .formatted(file, width, height, MOST_PIXELS / 1_000_000));
        }
    }

    /** The file may be sound, but is not wanted. */
    private static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }
}
