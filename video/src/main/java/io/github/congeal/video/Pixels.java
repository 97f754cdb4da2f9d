package io.github.congeal.video;

import io.github.congeal.internal.image.ImageFile;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** A picture of a film; {@code rgb} holds {@code 0xRRGGBB}, row by row. */
record Pixels(int width, int height, int[] rgb) {
    static Pixels of(BufferedImage image, int width, int height) {
        BufferedImage opaque = ImageFile.opaque(image);
        boolean same = image.getWidth() == width && image.getHeight() == height;
        BufferedImage scaled = same ? opaque : scale(opaque, width, height);
        int[] rgb = scaled.getRGB(0, 0, width, height, null, 0, width);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] &= 0xffffff;
        }
        return new Pixels(width, height, rgb);
    }

    private static BufferedImage scale(BufferedImage image, int width, int height) {
        boolean smaller = width < image.getWidth() || height < image.getHeight();
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = result.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        // Interpolation uses only neighbouring pixels, so a picture that becomes smaller is averaged instead.
        Image source = smaller ? image.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING) : image;
        graphics.drawImage(source, 0, 0, width, height, null);
        graphics.dispose();
        return result;
    }

    /** A blend with another picture of the same size, whose share is {@code share}, 0 to 1. */
    Pixels blend(Pixels other, double share) {
        int weight = (int) Math.round(share * 256);
        int[] mixed = new int[rgb.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = mix(rgb[i], other.rgb[i], weight);
        }
        return new Pixels(width, height, mixed);
    }

    /** A mixture of two colours: {@code b} has {@code weight} of 256 parts, {@code a} the rest. */
    static int mix(int a, int b, int weight) {
        return mix(a, b, 16, weight) | mix(a, b, 8, weight) | mix(a, b, 0, weight);
    }

    private static int mix(int a, int b, int shift, int weight) {
        int from = a >> shift & 0xff;
        int to = b >> shift & 0xff;
        return (from * (256 - weight) + to * weight + 128) / 256 << shift;
    }

    BufferedImage toImage() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, rgb, 0, width);
        return image;
    }
}
