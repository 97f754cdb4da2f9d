package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.tensor.Wrap;
import java.util.random.RandomGenerator;

/**
 * Begins with gradient noise in octaves (Perlin 1985), with the smoother interpolation of Perlin 2002. Red, green and
 * blue are drawn one after the other, and each is stretched to 0..1.
 *
 * @param cells the number of cells of the coarsest octave along the longer side
 * @param octaves the largest number of octaves, each with twice the cells of the one before; after the first, only
 *     those with at least one pixel per cell are added
 * @param persistence the ratio of the amplitude of an octave to that of the one before
 * @param contrast the exponent c in v^c / (v^c + (1 - v)^c)
 * @param wrap the directions in which it is periodic, where the number of cells is a whole number
 */
record PerlinNoise(int cells, int octaves, double persistence, double contrast, Wrap wrap) implements Start {
    private static final int COLOURS = 3;

    @Override
    public void begin(Canvas canvas, RandomGenerator random) {
        canvas.begin(picture(canvas.size(), random), random);
    }

    /** The picture itself, {@code [H, W, 3]} with values of 0 to 1. */
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

    /** One channel, 0..1. */
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
     * Adds an octave, for which the direction of a gradient is drawn at each corner of a grid.
     *
     * @param scale the cells per pixel
     */
    private void add(double strength, double scale, double[] plane, PictureSize size, RandomGenerator random) {
        Axis horizontal = Axis.of(size.width(), scale, wrap.across());
        Axis vertical = Axis.of(size.height(), scale, wrap.down());
        double[] across = new double[horizontal.corners * vertical.corners];
        double[] down = new double[across.length];
        for (int i = 0; i < across.length; i++) {
            double angle = 2 * Math.PI * random.nextDouble();
            across[i] = Math.cos(angle);
            down[i] = Math.sin(angle);
        }
        for (int y = 0; y < size.height(); y++) {
            int row = vertical.cell(y);
            double v = vertical.within(y);
            for (int x = 0; x < size.width(); x++) {
                int column = horizontal.cell(x);
                double u = horizontal.within(x);
                int corner = row * horizontal.corners + column;
                int right = row * horizontal.corners + horizontal.next(column);
                int below = vertical.next(row) * horizontal.corners + column;
                int opposite = vertical.next(row) * horizontal.corners + horizontal.next(column);
                double upper =
                        between(u, across[corner] * u + down[corner] * v, across[right] * (u - 1) + down[right] * v);
                double lower = between(
                        u,
                        across[below] * u + down[below] * (v - 1),
                        across[opposite] * (u - 1) + down[opposite] * (v - 1));
                plane[y * size.width() + x] += strength * between(v, upper, lower);
            }
        }
    }

    /**
     * The cells along one side.
     *
     * @param scale the cells per pixel
     * @param corners the number of corners; with {@code wraps}, the first one follows the last
     */
    private record Axis(double scale, int corners, boolean wraps) {
        static Axis of(int length, double scale, boolean wraps) {
            if (wraps) {
                int cells = (int) Math.max(Math.round(length * scale), 1);
                return new Axis((double) cells / length, cells, true);
            }
            return new Axis(scale, (int) (length * scale) + 2, false);
        }

        int cell(int pixel) {
            return (int) ((pixel + 0.5) * scale);
        }

        double within(int pixel) {
            return (pixel + 0.5) * scale - cell(pixel);
        }

        int next(int cell) {
            return wraps ? (cell + 1) % corners : cell + 1;
        }
    }

    /** Interpolates with Perlin's quintic, whose first and second derivatives are 0 at both ends. */
    private static double between(double part, double from, double to) {
        double smooth = part * part * part * (part * (part * 6 - 15) + 10);
        return from + smooth * (to - from);
    }
}
