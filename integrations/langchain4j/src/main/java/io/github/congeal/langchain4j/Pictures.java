package io.github.congeal.langchain4j;

import dev.langchain4j.data.image.Image;
import io.github.congeal.PictureFile;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;

/** Converts LangChain4j's pictures to Java's. */
final class Pictures {
    private static final String DATA = "data:";
    private static final int OPAQUE = 0xff;
    /** No run has more pixels than this, so none would see a finer picture. */
    private static final long ENOUGH_PIXELS = 25_000_000;

    private Pictures() {}

    /**
     * Returns the picture that an image holds, opaque and the right way up. URLs are not followed, since only the caller
     * can tell whether that is safe.
     *
     * @throws IllegalArgumentException if it holds none, or a damaged or enormous one
     */
    static BufferedImage read(Image image) {
        return read(image, PictureFile::read);
    }

    /**
     * Returns a picture that is white where to paint and black elsewhere: where the mask is transparent or, if nothing
     * in it is, the mask itself.
     *
     * @throws IllegalArgumentException as {@link #read(Image)}
     */
    static BufferedImage whereToPaint(Image image) {
        BufferedImage mask = read(image, PictureFile::readWithAlpha);
        BufferedImage result = new BufferedImage(mask.getWidth(), mask.getHeight(), BufferedImage.TYPE_INT_RGB);
        boolean transparent = false;
        for (int y = 0; y < mask.getHeight(); y++) {
            for (int x = 0; x < mask.getWidth(); x++) {
                int open = OPAQUE - (mask.getRGB(x, y) >>> 24);
                transparent |= open > 0;
                result.setRGB(x, y, new Color(open, open, open).getRGB());
            }
        }
        return transparent ? result : mask;
    }

    private static BufferedImage read(Image image, Reading reading) {
        byte[] bytes = Base64.getMimeDecoder().decode(data(image));
        try {
            return reading.read(new ByteArrayInputStream(bytes), ENOUGH_PIXELS);
        } catch (IOException e) {
            throw new IllegalArgumentException("the image must be a readable picture, but " + e.getMessage(), e);
        }
    }

    private static String data(Image image) {
        if (image.base64Data() != null) {
            return image.base64Data();
        }
        String url = String.valueOf(image.url());
        int comma = url.indexOf(',');
        if (!url.startsWith(DATA) || comma < 0) {
            throw new IllegalArgumentException("the image must hold its data (base64Data); it was %s"
                    .formatted(image.url() == null ? "empty" : "the address " + url));
        }
        return url.substring(comma + 1);
    }

    /** A way of reading a picture. */
    @FunctionalInterface
    private interface Reading {
        BufferedImage read(InputStream in, long mostPixels) throws IOException;
    }
}
