package io.github.congeal.internal.image;

import java.util.Arrays;

/** Brings the pixels of pictures to the nearest of some colours. */
public final class Quantizer {
    private static final int COLOURS = 3;
    private static final int SIDE = 8;
    private static final int[][] BAYER = bayer();

    private final int[] palette;

    /**
     * To these colours.
     *
     * @param palette each as 0xrrggbb
     */
    public Quantizer(int... palette) {
        this.palette = palette.clone();
    }

    /** Bayer's matrix: of two sizes, four of the smaller make the larger. */
    private static int[][] bayer() {
        int[][] matrix = new int[SIDE][SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                for (int bit = 0, place = SIDE * SIDE / 4; bit < 3; bit++, place /= 4) {
                    int right = x >> bit & 1;
                    int below = y >> bit & 1;
                    matrix[y][x] += place * (2 * (right ^ below) + below);
                }
            }
        }
        return matrix;
    }

    /** The index of the nearest colour, in the sense of red, green and blue; of equally near ones the first. */
    public int nearest(double red, double green, double blue) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < palette.length; i++) {
            double r = (palette[i] >> 16 & 0xff) - red;
            double g = (palette[i] >> 8 & 0xff) - green;
            double b = (palette[i] & 0xff) - blue;
            double distance = r * r + g * g + b * b;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    /**
     * Brings each pixel to the nearest colour.
     *
     * @param pixels {@code [height, width, 3]}, overwritten
     */
    public void apply(byte[] pixels, int width) {
        apply(pixels, width, 0);
    }

    /**
     * The same with a regular pattern of colours in place of those between them (Bayer 1973).
     *
     * @param pixels {@code [height, width, 3]}, overwritten
     */
    public void applyOrdered(byte[] pixels, int width) {
        apply(pixels, width, spread());
    }

    private void apply(byte[] pixels, int width, double spread) {
        for (int i = 0; i < pixels.length / COLOURS; i++) {
            int x = i % width;
            int y = i / width;
            double shift = spread * ((BAYER[y % SIDE][x % SIDE] + 0.5) / (SIDE * SIDE) - 0.5);
            put(
                    nearest(value(pixels, i, 0) + shift, value(pixels, i, 1) + shift, value(pixels, i, 2) + shift),
                    pixels,
                    i);
        }
    }

    /** How far apart neighbouring colours are: the more colours, the less the pattern has to bridge. */
    private double spread() {
        return 255 / Math.max(1, Math.cbrt(palette.length));
    }

    /**
     * The same, but what is lost at a pixel is passed on to the next ones (Floyd and Steinberg 1976).
     *
     * @param pixels {@code [height, width, 3]}, overwritten
     */
    public void applyDiffused(byte[] pixels, int width) {
        int height = pixels.length / COLOURS / width;
        double[] now = new double[COLOURS * (width + 2)];
        double[] below = new double[COLOURS * (width + 2)];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                int at = COLOURS * (x + 1);
                double[] wanted = new double[COLOURS];
                for (int c = 0; c < COLOURS; c++) {
                    wanted[c] = Math.min(Math.max(value(pixels, i, c) + now[at + c], 0), 255);
                }
                put(nearest(wanted[0], wanted[1], wanted[2]), pixels, i);
                for (int c = 0; c < COLOURS; c++) {
                    double lost = (wanted[c] - value(pixels, i, c)) / 16;
                    now[at + COLOURS + c] += 7 * lost;
                    below[at - COLOURS + c] += 3 * lost;
                    below[at + c] += 5 * lost;
                    below[at + COLOURS + c] += lost;
                }
            }
            double[] done = now;
            now = below;
            below = done;
            Arrays.fill(below, 0);
        }
    }

    private void put(int index, byte[] pixels, int pixel) {
        for (int c = 0; c < COLOURS; c++) {
            pixels[COLOURS * pixel + c] = (byte) (palette[index] >> 8 * (COLOURS - 1 - c));
        }
    }

    private static int value(byte[] pixels, int pixel, int colour) {
        return pixels[COLOURS * pixel + colour] & 0xff;
    }
}
