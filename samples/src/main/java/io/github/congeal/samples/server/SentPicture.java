package io.github.congeal.samples.server;

import io.github.congeal.PictureFile;
import io.github.congeal.control.Size;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;

/**
 * A picture in a request. When a large one is read, rows and columns are skipped, since the generated picture is
 * smaller anyway.
 *
 * @param field the name of its field
 * @param bytes the content of its file
 * @param opaque the picture on a white background
 */
record SentPicture(String field, byte[] bytes, BufferedImage opaque) {
    /**
     * The largest number of pixels that is read; only a few megapixels, because many pictures may be sent at a time.
     */
    private static final long ENOUGH_PIXELS = 4_000_000;

    private static final int HALF = 128;

    /**
     * Reads the bytes of a file.
     *
     * @throws Refusal if there is no picture in them
     */
    static SentPicture of(String field, byte[] bytes) {
        try {
            return new SentPicture(field, bytes, PictureFile.read(new ByteArrayInputStream(bytes), ENOUGH_PIXELS));
        } catch (IOException e) {
            throw unreadable(field, e);
        }
    }

    /**
     * Reads base64, with or without {@code data:image/png;base64,} before it.
     *
     * @throws Refusal if there is no picture in it
     */
    static SentPicture ofText(String field, String text) {
        String base64 = text.startsWith("data:") ? text.substring(text.indexOf(',') + 1) : text;
        try {
            return of(field, Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw Refusal.of("%s must be a picture in base64, or a data: URL of one".formatted(field))
                    .about(field);
        }
    }

    private static Refusal unreadable(String field, Exception problem) {
        return Refusal.of("%s must be a readable picture, but %s".formatted(field, problem.getMessage()))
                .about(field);
    }

    /** Whether parts of it are transparent. */
    boolean isTransparent() {
        BufferedImage image = raw();
        if (!image.getColorModel().hasAlpha()) {
            return false;
        }
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) >>> 24 < HALF) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * A mask that is white where the picture is transparent and black elsewhere; the picture itself if it has no
     * transparency.
     */
    BufferedImage transparency() {
        BufferedImage image = raw();
        if (!image.getColorModel().hasAlpha()) {
            return opaque;
        }
        BufferedImage mask = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int clear = 255 - (image.getRGB(x, y) >>> 24);
                mask.setRGB(x, y, clear << 16 | clear << 8 | clear);
            }
        }
        return mask;
    }

    /** The picture with its transparency. */
    private BufferedImage raw() {
        try {
            return PictureFile.readWithAlpha(new ByteArrayInputStream(bytes), ENOUGH_PIXELS);
        } catch (IOException e) {
            throw unreadable(field, e);
        }
    }

    /** Its size, or the largest allowed size of the same shape. */
    Size sizeWithin(Limits limits) {
        double width = opaque.getWidth();
        double height = opaque.getHeight();
        double scale = Math.min(1, Math.sqrt(limits.pixels() / (width * height)));
        return new Size((int) Math.max(1, width * scale), (int) Math.max(1, height * scale));
    }
}
