package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.LinearSystem;
import io.github.congeal.internal.tensor.PixelMap;

/**
 * kornia's thin-plate spline: the four corners and the middle are moved, and everything between them moves smoothly. As
 * in kornia, the spline is fitted with distances from the moved points to the original ones, so that the points do not
 * reach their targets exactly; and -1 and 1 are the middles of the outermost pixels when positions are computed, but
 * their outer edges when they are sampled.
 */
final class SplineMap implements PixelMap {
    /** The corners and the middle, in -1..1, x and y in turn. */
    private static final double[][] POINTS = {{-1, -1}, {-1, 1}, {1, -1}, {1, 1}, {0, 0}};

    /** Added to the argument of the logarithm, so that it is finite. */
    private static final double TINY = 1e-8;

    /**
     * The coefficients, {@code [points + 3, 2]}: for the two coordinates, those of each point's function, of 1, of x
     * and of y.
     */
    private final double[][] weights;

    /**
     * A spline.
     *
     * @param shifts the movements of the points, in halves of the side: x and y in turn
     */
    SplineMap(double... shifts) {
        int points = POINTS.length;
        double[][] system = new double[points + 3][points + 5];
        for (int i = 0; i < points; i++) {
            double x = POINTS[i][0] + shifts[2 * i];
            double y = POINTS[i][1] + shifts[2 * i + 1];
            for (int j = 0; j < points; j++) {
                system[i][j] = bend(x - POINTS[j][0], y - POINTS[j][1]);
            }
            double[] plane = {1, x, y};
            for (int j = 0; j < 3; j++) {
                system[i][points + j] = plane[j];
                system[points + j][i] = plane[j];
            }
            system[i][points + 3] = POINTS[i][0];
            system[i][points + 4] = POINTS[i][1];
        }
        LinearSystem.solve(system);
        weights = new double[points + 3][];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = new double[] {system[i][points + 3], system[i][points + 4]};
        }
    }

    private static double bend(double dx, double dy) {
        double square = dx * dx + dy * dy;
        return square * Math.log(square + TINY) / 2;
    }

    @Override
    public void place(int size, float[] x, float[] y) {
        int points = POINTS.length;
        for (int i = 0; i < size * size; i++) {
            double u = 2.0 * (i % size) / (size - 1) - 1;
            double v = 2.0 * (i / size) / (size - 1) - 1;
            double across = weights[points][0] + weights[points + 1][0] * u + weights[points + 2][0] * v;
            double down = weights[points][1] + weights[points + 1][1] * u + weights[points + 2][1] * v;
            for (int j = 0; j < points; j++) {
                double bend = bend(u - POINTS[j][0], v - POINTS[j][1]);
                across += weights[j][0] * bend;
                down += weights[j][1] * bend;
            }
            x[i] = (float) (((across + 1) * size - 1) / 2);
            y[i] = (float) (((down + 1) * size - 1) / 2);
        }
    }
}
