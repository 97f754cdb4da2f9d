package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PictureSize;
import java.util.random.RandomGenerator;

/**
 * Begins with blurred clouds of colour without recognisable shapes: value noise in a few octaves, whose contrast falls from
 * one octave to the next.
 */
public record Mud() implements Start {
    private static final int COLOURS = 3;
    private static final int OCTAVES = 4;

    /** The number of cells of the coarsest octave along the longer side. */
    private static final int COARSEST = 3;

    private static final double DARKEST = 0.5;
    private static final double LIGHTEST = 0.62;

    /** The standard deviation of each channel of the background from grey. */
    private static final double TINT = 0.03;

    /** The standard deviation of the brightness of the coarsest octave. */
    private static final double CONTRAST = 0.09;

    /** The standard deviation of each channel of the coarsest octave, in addition to the brightness. */
    private static final double COLOUR = 0.05;

    /** The ratio of the contrast of an octave to that of the coarser one before. */
    private static final double FADING = 0.6;

    @Override
    public void begin(Canvas canvas, RandomGenerator random) {
        canvas.begin(picture(canvas.size(), random), random);
    }

    /** The picture itself, {@code [H, W, 3]} with values of 0 to 1. */
    static float[] picture(PictureSize size, RandomGenerator random) {
        float[] picture = new float[size.width() * size.height() * COLOURS];
        double brightness = random.nextDouble(DARKEST, LIGHTEST);
        double[] ground = new double[COLOURS];
        for (int c = 0; c < COLOURS; c++) {
            ground[c] = brightness + TINT * random.nextGaussian();
        }
        for (int i = 0; i < picture.length; i++) {
            picture[i] = (float) ground[i % COLOURS];
        }
        double amplitude = 1;
        int cells = COARSEST;
        for (int octave = 0; octave < OCTAVES; octave++) {
            add(amplitude, cells, picture, size, random);
            amplitude *= FADING;
            cells *= 2;
        }
        for (int i = 0; i < picture.length; i++) {
            picture[i] = Math.min(Math.max(picture[i], 0), 1);
        }
        return picture;
    }

    /** Adds an octave: colours drawn for the corners of square cells, with smooth interpolation between them. */
    private static void add(double amplitude, int cells, float[] picture, PictureSize size, RandomGenerator random) {
        double scale = cells / (double) Math.max(size.width(), size.height());
        int columns = cells + 2;
        double[] corners = new double[columns * columns * COLOURS];
        for (int i = 0; i < corners.length; i += COLOURS) {
            double shade = CONTRAST * random.nextGaussian();
            for (int c = 0; c < COLOURS; c++) {
                corners[i + c] = amplitude * (shade + COLOUR * random.nextGaussian());
            }
        }
        for (int y = 0; y < size.height(); y++) {
            int row = (int) (y * scale);
            double down = smooth(y * scale - row);
            for (int x = 0; x < size.width(); x++) {
                int column = (int) (x * scale);
                double right = smooth(x * scale - column);
                int corner = (row * columns + column) * COLOURS;
                int below = corner + columns * COLOURS;
                int at = (y * size.width() + x) * COLOURS;
                for (int c = 0; c < COLOURS; c++) {
                    double upper = corners[corner + c] * (1 - right) + corners[corner + COLOURS + c] * right;
                    double lower = corners[below + c] * (1 - right) + corners[below + COLOURS + c] * right;
                    picture[at + c] += (float) (upper * (1 - down) + lower * down);
                }
            }
        }
    }

    private static double smooth(double part) {
        return part * part * (3 - 2 * part);
    }
}
