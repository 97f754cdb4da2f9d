package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.LanczosResize;
import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.image.HeapNeed;
import java.awt.image.BufferedImage;

/** Converts between Java's pictures and the engine's, {@code [H, W, 3]}, 0..1. */
public final class Picture {
    private Picture() {}

    /** The values of an opaque RGB picture. */
    public static float[] fromImage(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        float[] values = new float[3 * pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            values[3 * i] = (pixels[i] >> 16 & 0xff) / 255f;
            values[3 * i + 1] = (pixels[i] >> 8 & 0xff) / 255f;
            values[3 * i + 2] = (pixels[i] & 0xff) / 255f;
        }
        return values;
    }

    /**
     * The middle of a picture, at most {@code times} as long as its shorter side. Without this limit, a strip of 1 by
     * 10000 pixels would take hundreds of megabytes when it is enlarged.
     */
    static BufferedImage middle(BufferedImage image, int times) {
        long longest = (long) times * Math.min(image.getWidth(), image.getHeight());
        int width = (int) Math.min(image.getWidth(), longest);
        int height = (int) Math.min(image.getHeight(), longest);
        return image.getSubimage((image.getWidth() - width) / 2, (image.getHeight() - height) / 2, width, height);
    }

    /** The bytes of an opaque RGB picture, {@code [H, W, 3]}. */
    static byte[] toBytes(BufferedImage image) {
        int width = image.getWidth();
        int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        byte[] bytes = new byte[3 * pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            bytes[3 * i] = (byte) (pixels[i] >> 16);
            bytes[3 * i + 1] = (byte) (pixels[i] >> 8);
            bytes[3 * i + 2] = (byte) pixels[i];
        }
        return bytes;
    }

    /** Values 0..1 as bytes 0..255, rounded and clamped. */
    public static byte[] toBytes(float[] values) {
        byte[] bytes = new byte[values.length];
        toBytes(values, values.length, bytes, 0);
        return bytes;
    }

    /** Converts the first {@code count} values to bytes, rounded and clamped, into {@code bytes} from {@code from} on. */
    static void toBytes(float[] values, int count, byte[] bytes, int from) {
        for (int i = 0; i < count; i++) {
            bytes[from + i] = (byte) Math.round(255 * Math.min(Math.max(values[i], 0), 1));
        }
    }

    /** Copies bytes {@code [H, W, 3]} into a picture of that size. */
    public static void copy(byte[] bytes, BufferedImage image) {
        int width = image.getWidth();
        int[] row = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < width; x++) {
                int i = 3 * (y * width + x);
                row[x] = 0xff000000 | (bytes[i] & 0xff) << 16 | (bytes[i + 1] & 0xff) << 8 | bytes[i + 2] & 0xff;
            }
            if (image.getType() == BufferedImage.TYPE_INT_RGB || image.getType() == BufferedImage.TYPE_INT_ARGB) {
                image.getRaster().setDataElements(0, y, width, 1, row);
            } else {
                image.setRGB(0, y, width, 1, row, 0, width);
            }
        }
    }

    /**
     * A caller's picture at another size.
     *
     * @throws IllegalArgumentException if its pixels are too many for Java's heap
     */
    static BufferedImage resized(BufferedImage image, PictureSize size) {
        requireRoomForCopy(image);
        return LanczosResize.resize(image, size);
    }

    /**
     * Requires that Java's heap has room for a copy of a caller's picture.
     *
     * @throws IllegalArgumentException if it has not
     */
    static void requireRoomForCopy(BufferedImage image) {
        HeapNeed.ofPicture(image.getWidth(), image.getHeight(), Integer.BYTES).require();
    }

    /** A picture {@code [H, W, 3]} resized to {@code [toHeight, toWidth, 3]}. */
    public static byte[] resized(byte[] bytes, int width, int height, int toWidth, int toHeight) {
        return toBytes(LanczosResize.resize(toImage(bytes, width, height), new PictureSize(toWidth, toHeight)));
    }

    /** A picture from bytes {@code [H, W, 3]}. */
    public static BufferedImage toImage(byte[] bytes, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] pixels = new int[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (bytes[3 * i] & 0xff) << 16 | (bytes[3 * i + 1] & 0xff) << 8 | bytes[3 * i + 2] & 0xff;
        }
        image.setRGB(0, 0, width, height, pixels, 0, width);
        return image;
    }
}
