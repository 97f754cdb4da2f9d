package io.github.congeal.internal.tensor;

import java.util.Arrays;

/**
 * A projective map of the plane: a 3x3 matrix that acts on homogeneous points {@code (x, y, 1)}. Immutable.
 */
public final class Homography {
    /** Entries, {@code [3, 3]}, row-major. */
    private final double[] m;

    private Homography(double... m) {
        this.m = m;
    }

    /** The map {@code (x, y) -> (a x + b y + c, d x + e y + f)}. */
    public static Homography affine(double a, double b, double c, double d, double e, double f) {
        return new Homography(a, b, c, d, e, f, 0, 0, 1);
    }

    /** The map {@code p -> scale p + shift} on both axes. */
    public static Homography scaleThenShift(double scale, double shift) {
        return affine(scale, 0, shift, 0, scale, shift);
    }

    /** The map that swaps left and right in a picture, with columns from 0 to {@code width - 1}. */
    public static Homography mirror(int width) {
        return affine(-1, 0, width - 1.0, 0, 1, 0);
    }

    /** Whether this is {@link #mirror}{@code (width)}. */
    public boolean isMirror(int width) {
        return Arrays.equals(m, mirror(width).m);
    }

    /**
     * The map that takes four points to four others, as OpenCV's {@code getPerspectiveTransform}.
     *
     * @param start the points, {@code [4, 2]}, no three on a line
     * @param end their images, {@code [4, 2]}, no three on a line
     */
    public static Homography betweenCorners(double[] start, double[] end) {
        double[][] system = new double[8][];
        for (int i = 0; i < 4; i++) {
            double x = start[2 * i];
            double y = start[2 * i + 1];
            double u = end[2 * i];
            double v = end[2 * i + 1];
            system[2 * i] = new double[] {x, y, 1, 0, 0, 0, -x * u, -y * u, u};
            system[2 * i + 1] = new double[] {0, 0, 0, x, y, 1, -x * v, -y * v, v};
        }
        double[] solved = new double[9];
        LinearSystem.solve(system);
        for (int i = 0; i < 8; i++) {
            solved[i] = system[i][8];
        }
        solved[8] = 1;
        return new Homography(solved);
    }

    /** The composition that applies {@code other} first, then this. */
    public Homography after(Homography other) {
        double[] product = new double[9];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 3; k++) {
                    product[3 * i + j] += m[3 * i + k] * other.m[3 * k + j];
                }
            }
        }
        return new Homography(product);
    }

    /** The image of a point, {@code [2]}. */
    public double[] apply(double x, double y) {
        double z = m[6] * x + m[7] * y + m[8];
        return new double[] {(m[0] * x + m[1] * y + m[2]) / z, (m[3] * x + m[4] * y + m[5]) / z};
    }

    /** The inverse map. */
    public Homography inverse() {
        double c0 = m[4] * m[8] - m[5] * m[7];
        double c1 = m[5] * m[6] - m[3] * m[8];
        double c2 = m[3] * m[7] - m[4] * m[6];
        double d = m[0] * c0 + m[1] * c1 + m[2] * c2;
        return new Homography(
                c0 / d,
                (m[2] * m[7] - m[1] * m[8]) / d,
                (m[1] * m[5] - m[2] * m[4]) / d,
                c1 / d,
                (m[0] * m[8] - m[2] * m[6]) / d,
                (m[2] * m[3] - m[0] * m[5]) / d,
                c2 / d,
                (m[1] * m[6] - m[0] * m[7]) / d,
                (m[0] * m[4] - m[1] * m[3]) / d);
    }

    /** The entry at {@code row}, {@code column}. */
    public double at(int row, int column) {
        return m[3 * row + column];
    }
}
