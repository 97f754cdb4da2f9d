package io.github.congeal.internal.guidance;

import java.awt.image.BufferedImage;

/**
 * Resizes 8-bit pictures as Pillow's {@code Image.resize(size, LANCZOS)} does, with which the notebooks prepare initial
 * and target pictures: Lanczos-3, widened when shrinking, the width and then the height, in fixed point with a rounding
 * to 8 bits in between. Bit-identical to the Pillow of 2021, except for strips that would be huge after the first pass:
 * of these, the height is resized first.
 */
public final class LanczosResize {
    private static final int LOBES = 3;
    /** Fraction bits of a weight: 32 bits less 8 for the value and 2 of headroom. */
    private static final int FRACTION_BITS = 22;

    /**
     * The picture between the passes is huge if it has more pixels than this, and more than {@link #MUCH} times as many
     * as both other pictures.
     */
    private static final long MANY = 1 << 24;

    private static final long MUCH = 4;

    private LanczosResize() {}

    /** The picture at another size. Alpha is dropped; if it matters, convert the picture beforehand. */
    public static BufferedImage resize(BufferedImage image, PictureSize size) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        if (isHuge(
                (long) size.width() * height, Math.max((long) width * height, (long) size.width() * size.height()))) {
            pixels = alongRows(alongColumns(pixels, width, height, size.height()), width, size.height(), size.width());
        } else {
            pixels = alongColumns(alongRows(pixels, width, height, size.width()), size.width(), height, size.height());
        }
        BufferedImage resized = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        resized.setRGB(0, 0, size.width(), size.height(), pixels, 0, size.width());
        return resized;
    }

    /**
     * Whether the picture between the passes is huge, as for a strip of one by millions of pixels that is widened
     * before it is shrunk.
     */
    private static boolean isHuge(long between, long larger) {
        return between > MANY && between > MUCH * larger;
    }

    /** Resizes every column of {@code [H, W]} packed pixels to {@code to} pixels. */
    private static int[] alongColumns(int[] pixels, int width, int height, int to) {
        return height == to
                ? pixels
                : transpose(alongRows(transpose(pixels, width, height), height, width, to), to, width);
    }

    /** Resizes every row of {@code [H, W]} packed pixels to {@code to} pixels. */
    private static int[] alongRows(int[] pixels, int width, int height, int to) {
        if (width == to) {
            return pixels;
        }
        int[] out = new int[height * to];
        double scale = width / (double) to;
        double stretch = Math.max(scale, 1);
        for (int x = 0; x < to; x++) {
            double centre = (x + 0.5) * scale;
            int from = Math.max((int) (centre - LOBES * stretch + 0.5), 0);
            int end = Math.min((int) (centre + LOBES * stretch + 0.5), width);
            int[] weights = weights(from, end, centre, stretch);
            for (int y = 0; y < height; y++) {
                out[y * to + x] = sum(pixels, y * width + from, weights);
            }
        }
        return out;
    }

    /** Weights of the pixels {@code from..end} about a centre, in fixed point, adding up to 1. */
    private static int[] weights(int from, int end, double centre, double stretch) {
        double[] exact = new double[end - from];
        double total = 0;
        for (int i = 0; i < exact.length; i++) {
            exact[i] = lanczos((from + i - centre + 0.5) / stretch);
            total += exact[i];
        }
        int[] weights = new int[exact.length];
        for (int i = 0; i < weights.length; i++) {
            double fixed = exact[i] / total * (1 << FRACTION_BITS);
            weights[i] = (int) (fixed < 0 ? fixed - 0.5 : fixed + 0.5);
        }
        return weights;
    }

    /** The weighted sum of packed pixels that begin at {@code offset}, channel by channel. */
    private static int sum(int[] pixels, int offset, int[] weights) {
        int half = 1 << (FRACTION_BITS - 1);
        int red = half;
        int green = half;
        int blue = half;
        for (int i = 0; i < weights.length; i++) {
            int pixel = pixels[offset + i];
            red += weights[i] * (pixel >> 16 & 0xff);
            green += weights[i] * (pixel >> 8 & 0xff);
            blue += weights[i] * (pixel & 0xff);
        }
        return level(red) << 16 | level(green) << 8 | level(blue);
    }

    /** A sum in fixed point as a level, 0..255. */
    private static int level(int sum) {
        return Math.min(Math.max(sum >> FRACTION_BITS, 0), 255);
    }

    private static double lanczos(double x) {
        return Math.abs(x) < LOBES ? sinc(x) * sinc(x / LOBES) : 0;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /** Swaps the axes of {@code [H, W]} pixels. */
    private static int[] transpose(int[] pixels, int width, int height) {
        int[] turned = new int[pixels.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                turned[x * height + y] = pixels[y * width + x];
            }
        }
        return turned;
    }
}
