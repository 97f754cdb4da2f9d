package io.github.congeal.samples;

import java.awt.image.BufferedImage;

/**
 * How far neighbouring pixels differ across the seam of two copies of a picture, and elsewhere, as the mean of absolute
 * differences of their colours, from 0 to 255.
 *
 * @param across between the last and the first of a row or column
 * @param elsewhere between all other neighbours in the same direction
 */
record Seam(double across, double elsewhere) {
    private static final int COLOURS = 3;

    /**
     * Of copies side by side.
     *
     * @param block only neighbours that lie in different blocks of so many pixels are compared; 1 for all
     */
    static Seam horizontal(BufferedImage picture, int block) {
        double[] steps = new double[picture.getWidth()];
        for (int x = 0; x < steps.length; x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                steps[x] += difference(picture.getRGB(x, y), picture.getRGB((x + 1) % steps.length, y));
            }
        }
        return of(steps, picture.getHeight(), block);
    }

    /** Of copies one above the other. */
    static Seam vertical(BufferedImage picture, int block) {
        double[] steps = new double[picture.getHeight()];
        for (int y = 0; y < steps.length; y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                steps[y] += difference(picture.getRGB(x, y), picture.getRGB(x, (y + 1) % steps.length));
            }
        }
        return of(steps, picture.getWidth(), block);
    }

    private static Seam of(double[] steps, int length, int block) {
        double sum = 0;
        int count = 0;
        for (int i = block - 1; i < steps.length - 1; i += block) {
            sum += steps[i];
            count++;
        }
        return new Seam(steps[steps.length - 1] / length, sum / length / Math.max(1, count));
    }

    private static double difference(int one, int other) {
        int sum = 0;
        for (int c = 0; c < COLOURS; c++) {
            sum += Math.abs((one >> 8 * c & 0xff) - (other >> 8 * c & 0xff));
        }
        return (double) sum / COLOURS;
    }
}
