package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PictureSize;
import java.util.random.RandomGenerator;

/**
 * Begins with gradient noise (Perlin 1985) in octaves, one after the other for red, green and blue, each stretched to the
 * whole range of brightness.
 *
 * @param cells how many cells the coarsest octave has along the longer side
 * @param octaves each with twice the cells of the one before
 * @param persistence how strong an octave is, compared with the one before
 * @param contrast the exponent c in v^c / (v^c + (1 - v)^c)
 */
record PerlinNoise(int cells, int octaves, double persistence, double contrast) implements Start {
    private static final int COLOURS = 3;

    @Override
    public void begin(Canvas canvas, RandomGenerator random) {
        canvas.begin(picture(canvas.size(), random), random);
    }

    /** The picture itself, {@code [height, width, 3]} with values of 0 to 1. */
    float[] picture(PictureSize size, RandomGenerator random) {
        float[] picture = new float[size.width() * size.height() * COLOURS];
        for (int c = 0; c < COLOURS; c++) {
            double[] plane = plane(size, random);
            for (int i = 0; i < plane.length; i++) {
                picture[i * COLOURS + c] = (float) contrasted(plane[i]);
            }
        }
        return picture;
    }

    private double contrasted(double value) {
        double high = Math.pow(value, contrast);
        double low = Math.pow(1 - value, contrast);
        return high / (high + low);
    }

    /** One colour, from 0 to 1. */
    private double[] plane(PictureSize size, RandomGenerator random) {
        int longer = Math.max(size.width(), size.height());
        double[] plane = new double[size.width() * size.height()];
        double strength = 1;
        for (int octave = 0; octave < octaves && strength > 0; octave++) {
            if (octave > 0 && cells << octave > longer) {
                break;
            }
            add(strength, (cells << octave) / (double) longer, plane, size, random);
            strength *= persistence;
        }
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (double value : plane) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        for (int i = 0; i < plane.length; i++) {
            plane[i] = greatest > least ? (plane[i] - least) / (greatest - least) : 0.5;
        }
        return plane;
    }

    /**
     * Adds an octave: at each corner of a grid a direction is drawn, along which the noise rises.
     *
     * @param scale cells for each pixel
     */
    private static void add(double strength, double scale, double[] plane, PictureSize size, RandomGenerator random) {
        int columns = (int) (size.width() * scale) + 2;
        int rows = (int) (size.height() * scale) + 2;
        double[] across = new double[columns * rows];
        double[] down = new double[columns * rows];
        for (int i = 0; i < across.length; i++) {
            double angle = 2 * Math.PI * random.nextDouble();
            across[i] = Math.cos(angle);
            down[i] = Math.sin(angle);
        }
        for (int y = 0; y < size.height(); y++) {
            int row = (int) ((y + 0.5) * scale);
            double v = (y + 0.5) * scale - row;
            for (int x = 0; x < size.width(); x++) {
                int column = (int) ((x + 0.5) * scale);
                double u = (x + 0.5) * scale - column;
                int corner = row * columns + column;
                int below = corner + columns;
                double upper = between(
                        u, across[corner] * u + down[corner] * v, across[corner + 1] * (u - 1) + down[corner + 1] * v);
                double lower = between(
                        u,
                        across[below] * u + down[below] * (v - 1),
                        across[below + 1] * (u - 1) + down[below + 1] * (v - 1));
                plane[y * size.width() + x] += strength * between(v, upper, lower);
            }
        }
    }

    /** From one number to another, with no slope or bend at either end. */
    private static double between(double part, double from, double to) {
        double smooth = part * part * part * (part * (part * 6 - 15) + 10);
        return from + smooth * (to - from);
    }
}
