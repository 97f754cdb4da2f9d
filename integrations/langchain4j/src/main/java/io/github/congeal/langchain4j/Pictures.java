package io.github.congeal.langchain4j;

import dev.langchain4j.data.image.Image;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Converts LangChain4j's pictures to Java's. */
final class Pictures {
    private static final String DATA = "data:";
    private static final int OPAQUE = 0xff;

    private Pictures() {}

    /**
     * Returns the picture that an image holds. URLs are not followed, since only the caller can tell whether that is
     * safe.
     *
     * @throws IllegalArgumentException if it holds none
     */
    static BufferedImage read(Image image) {
        byte[] bytes = Base64.getMimeDecoder().decode(data(image));
        try {
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(bytes));
            if (picture == null) {
                throw new IllegalArgumentException("the image's data are no picture that Java can read");
            }
            return picture;
        } catch (IOException e) {
            throw new IllegalArgumentException("the image's data are a damaged picture: " + e.getMessage(), e);
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

    /** Returns a picture that is white where to paint and black elsewhere. */
    static BufferedImage whereToPaint(BufferedImage mask) {
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
}
