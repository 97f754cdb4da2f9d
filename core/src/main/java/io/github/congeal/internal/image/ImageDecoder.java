package io.github.congeal.internal.image;

import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads picture files by ImageIO, and trusts neither the files nor ImageIO. */
final class ImageDecoder {
    /** Larger pictures are refused: their pixels would fill the heap before anybody looked at their size. */
    private static final long MOST_PIXELS = 100_000_000;

    /** A progressive JPEG draws each of its pixels some ten times. */
    private static final long MOST_DRAWN = 12 * MOST_PIXELS;

    private ImageDecoder() {}

    /**
     * Reads a picture.
     *
     * @param mostPixels of larger ones only every second, third… row and column is read, so that they have about as many
     */
    static BufferedImage decode(Path file, long mostPixels) throws IOException {
        try (InputStream in = ReadableFile.open(file)) {
            return decode(file.toString(), in, mostPixels, false);
        }
    }

    /**
     * Reads a picture from a stream, which stays open.
     *
     * @param file what to call it in sentences
     * @param keepAlpha whether a picture with transparency is returned as it is; otherwise it is put onto white
     */
    static BufferedImage decode(String file, InputStream in, long mostPixels, boolean keepAlpha) throws IOException {
        // In memory, because ImageIO would otherwise cache on disk.
        RememberedFailure source = new RememberedFailure(in);
        ScanCount scans = new ScanCount(source);
        try (ImageInputStream image = new MemoryCacheImageInputStream(scans)) {
            return decode(file, image, scans, mostPixels, keepAlpha, source::requireUninterrupted);
        } catch (IOException | RuntimeException e) {
            source.rethrow(file);
            throw e;
        }
    }

    /**
     * Reads a picture.
     *
     * @param onProgress called again and again meanwhile; may throw, and its exception may be wrapped
     */
    private static BufferedImage decode(
            String file,
            ImageInputStream image,
            ScanCount scans,
            long mostPixels,
            boolean keepAlpha,
            Runnable onProgress)
            throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(image);
        if (!readers.hasNext()) {
            throw new IOException("%s is not a picture, or in none of the formats that are read here (%s)"
                    .formatted(file, String.join(", ", ImageIO.getReaderFileSuffixes())));
        }
        ImageReader reader = readers.next();
        try {
            ExifOrientation orientation = ExifOrientation.read(image);
            if (GifEnding.isZero(image)) {
                throw new IncompleteException(file + " is damaged: it ends too early");
            }
            reader.setInput(image, true, true);
            Completeness completeness = new Completeness(file);
            ReadingProgress progress = new ReadingProgress(onProgress);
            reader.addIIOReadWarningListener(completeness);
            reader.addIIOReadProgressListener(progress);
            requireReasonableSize(file, reader.getWidth(0), reader.getHeight(0));
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            scans.allow(MOST_DRAWN / Math.max(1, pixels));
            ImageReadParam parameters = reader.getDefaultReadParam();
            int step = (int) Math.ceil(Math.sqrt((double) pixels / mostPixels));
            parameters.setSourceSubsampling(Math.max(1, step), Math.max(1, step), 0, 0);
            BufferedImage read = reader.read(0, parameters);
            completeness.require(reader, progress, image);
            if (keepAlpha && read.getColorModel().hasAlpha()) {
                // Only JPEGs state an orientation, and they have no transparency.
                return read;
            }
            return orientation.apply(OpaquePicture.of(read, onProgress), onProgress);
        } catch (IncompleteException e) {
            throw new IOException(e.getMessage(), e);
        } catch (RuntimeException | IOException e) {
            if (e instanceof RefusedException) {
                throw e;
            }
            if (isForWantOfMemory(e)) {
                throw tooLarge(file, e);
            }
            if (scans.isExceeded()) {
                throw new IOException(file + " draws its pixels again and again, in more scans than are read", e);
            }
            // For damaged files, ImageIO's readers throw whatever their arithmetic comes upon.
            throw new IOException("%s is damaged, or of a kind that is not read here%s".formatted(file, reason(e)), e);
        } catch (OutOfMemoryError e) {
            throw tooLarge(file, e);
        } finally {
            reader.dispose();
        }
    }

    /** What a reader says, if it says something. */
    private static String reason(Exception problem) {
        if (problem instanceof EOFException) {
            return ": it ends too early";
        }
        return problem.getMessage() == null ? "" : ": " + problem.getMessage();
    }

    /** Whether memory ran out: some readers wrap even that error. */
    private static boolean isForWantOfMemory(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }

    private static IOException tooLarge(String file, Throwable cause) {
        return new IOException(
                "%s is too large for Java's heap of %s MB: take a smaller picture, or give Java more with -Xmx"
                        .formatted(file, Runtime.getRuntime().maxMemory() >> 20),
                cause);
    }

    private static void requireReasonableSize(String file, int width, int height) throws RefusedException {
        if ((long) width * height > MOST_PIXELS) {
            throw new RefusedException("%s has %s x %s pixels, but at most %s million are read"
                    .formatted(file, width, height, MOST_PIXELS / 1_000_000));
        }
    }

    /** Refuses incomplete JPEGs, GIFs and BMPs: ImageIO makes up the rest of them, and at most warns. */
    private static final class Completeness implements IIOReadWarningListener {
        private static final float WHOLE = 100;

        /**
         * What libjpeg says if data were lost before others. Encoders fill up data to words of four bytes; what is unused
         * beyond that should have been pixels.
         */
        private static final Pattern LOST =
                Pattern.compile("premature end of data segment|bad Huffman code|instead of RST"
                        + "|([5-9]|\\d\\d+) extraneous bytes before marker 0x(d[0-7]|c4|da)");

        private static final Pattern UNUSED = Pattern.compile("(\\d+) extraneous bytes before marker");

        /** Cameras fill up their files, but by less than this share. */
        private static final double MOST_UNUSED = 0.1;

        private final String file;
        private boolean isUnmarked;
        private boolean isDoubtful;
        private long unused;

        private Completeness(String file) {
            this.file = file;
        }

        /**
         * A sound picture may lack the marker at its end. If unused bytes come before the missing marker, the download broke
         * off in a file that had been given its full length.
         */
        @Override
        public void warningOccurred(ImageReader source, String warning) {
            isDoubtful = true;
            isUnmarked |= warning.contains("Missing EOI marker");
            Matcher bytes = UNUSED.matcher(warning);
            unused = bytes.find() ? Long.parseLong(bytes.group(1)) : unused;
            if (LOST.matcher(warning).find() || isUnmarked && unused > 0) {
                throw incomplete();
            }
        }

        /** Refuses a picture that was read, if a part of it was not there. */
        private void require(ImageReader reader, ReadingProgress progress, ImageInputStream image) throws IOException {
            boolean isComplete = switch (reader.getFormatName().toLowerCase(Locale.ROOT)) {
                case "gif" -> progress.percent() >= WHOLE;
                case "jpeg" ->
                    !isDoubtful
                            || unused <= MOST_UNUSED * image.getStreamPosition()
                                    && JpegScans.areComplete(image, unused);
                case "bmp" -> BmpRows.areComplete(image, reader.getWidth(0), reader.getHeight(0));
                default -> true;
            };
            if (!isComplete) {
                throw incomplete();
            }
        }

        private IncompleteException incomplete() {
            return new IncompleteException(file + " is damaged: it ends too early");
        }
    }

    /** Unchecked, as listeners throw nothing else. */
    private static final class IncompleteException extends RuntimeException {
        private static final long serialVersionUID = 1;

        IncompleteException(String message) {
            super(message);
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
