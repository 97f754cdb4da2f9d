package io.github.congeal.internal.tensor.host;

/**
 * The three transforms of Winograd's minimal filtering F(4, 3) along one axis (Winograd 1980; Lavin and Gray 2016), each for
 * many lines at once: four outputs of a kernel of length three from six inputs, with six products instead of twelve.
 *
 * <p>Kernel and input are polynomials that are evaluated at six points, multiplied there, and interpolated. The points are
 * 0, 2/3, -2/3, -3/2, 3/2 and infinity, in this order. Of many sets that were tried, this one has the smallest rounding
 * errors. Reversing a kernel only reverses the order of the points, so the gradient uses the same kernels.
 */
final class WinogradTransform {
    /** The points, and so the products, along one axis. */
    static final int POINTS = 6;
    /** The outputs along one axis. */
    static final int OUTPUTS = 4;

    private static final double A = 2.0 / 3;
    private static final double B = 1 / A;

    // A point's polynomial of the input is zero at the other points.
    private static final double NEAR = 1 / (2 * A * (A * A - B * B));
    private static final double FAR = 1 / (2 * B * (B * B - A * A));
    private static final double SUM = A * A + B * B;

    /** The value at each point as a sum of inputs. */
    private static final Sum[] INPUT = {
        new Sum(new int[] {0, 2, 4, 4}, 1, -SUM, 1, 0),
        new Sum(new int[] {1, 2, 3, 4}, -NEAR * B, -NEAR * B * B, NEAR * A, NEAR),
        new Sum(new int[] {1, 2, 3, 4}, -NEAR * B, NEAR * B * B, NEAR * A, -NEAR),
        new Sum(new int[] {1, 2, 3, 4}, -FAR * A, FAR * A * A, FAR * B, -FAR),
        new Sum(new int[] {1, 2, 3, 4}, -FAR * A, -FAR * A * A, FAR * B, FAR),
        new Sum(new int[] {1, 3, 5, 5}, 1, -SUM, 1, 0)
    };

    /** Each output as a sum of products, without those at 0 and infinity, which contribute to one output each. */
    private static final Sum[] OUTPUT = {
        new Sum(new int[] {1, 2, 3, 4}, 1, 1, 1, 1),
        new Sum(new int[] {1, 2, 3, 4}, A, -A, -B, B),
        new Sum(new int[] {1, 2, 3, 4}, A * A, A * A, B * B, B * B),
        new Sum(new int[] {1, 2, 3, 4}, A * A * A, -A * A * A, -B * B * B, B * B * B)
    };

    /** The value of a kernel at each point but the first and last, without its middle term, whose factor is 1. */
    private static final float[][] KERNEL = {
        {(float) B, (float) A}, {(float) -B, (float) -A}, {(float) -A, (float) -B}, {(float) A, (float) B}
    };

    private WinogradTransform() {}

    /**
     * Transforms a kernel of length three: its value at 0, at infinity, and at the other points divided by the point.
     *
     * @param at the values at the six points, overwritten
     */
    static void kernel(double k0, double k1, double k2, double[] at) {
        at[0] = k0;
        at[1] = k0 / A + k1 + k2 * A;
        at[2] = -k0 / A + k1 - k2 * A;
        at[3] = -k0 / B + k1 - k2 * B;
        at[4] = k0 / B + k1 + k2 * B;
        at[5] = k2;
    }

    /**
     * Transforms many kernels, as {@link #kernel(double, double, double, double[])} transforms one.
     *
     * @param k three arrays, one for each place in a kernel
     * @param out six arrays, one for each point, filled up to {@code count}
     */
    static void kernel(float[][] k, float[][] out, int count) {
        System.arraycopy(k[0], 0, out[0], 0, count);
        for (int point = 0; point < KERNEL.length; point++) {
            kernel(k[0], k[1], k[2], KERNEL[point][0], KERNEL[point][1], out[point + 1], count);
        }
        System.arraycopy(k[2], 0, out[POINTS - 1], 0, count);
    }

    private static void kernel(float[] k0, float[] k1, float[] k2, float f0, float f2, float[] out, int count) {
        for (int i = 0; i < count; i++) {
            out[i] = f0 * k0[i] + k1[i] + f2 * k2[i];
        }
    }

    /**
     * Transforms six inputs.
     *
     * @param in six arrays, one for each input of a line
     * @param out six arrays, one for each point, filled up to {@code count}
     */
    static void input(float[][] in, float[][] out, int count) {
        for (int point = 0; point < out.length; point++) {
            INPUT[point].of(in, out[point], count);
        }
    }

    /**
     * Transforms six products to four outputs.
     *
     * @param m six arrays, one for each point
     * @param out four arrays, one for each output of a line, filled up to {@code count}
     */
    static void output(float[][] m, float[][] out, int count) {
        for (int place = 0; place < out.length; place++) {
            OUTPUT[place].of(m, out[place], count);
        }
        add(m[0], out[0], count);
        add(m[POINTS - 1], out[OUTPUTS - 1], count);
    }

    private static void add(float[] x, float[] out, int count) {
        for (int i = 0; i < count; i++) {
            out[i] += x[i];
        }
    }

    /** A weighted sum of four arrays, in one loop with one target, no offsets and no brackets, so that C2 vectorises it. */
    private record Sum(int[] terms, float[] factors) {
        Sum(int[] terms, double f0, double f1, double f2, double f3) {
            this(terms, new float[] {(float) f0, (float) f1, (float) f2, (float) f3});
        }

        void of(float[][] in, float[] out, int count) {
            add(
                    in[terms[0]],
                    in[terms[1]],
                    in[terms[2]],
                    in[terms[3]],
                    factors[0],
                    factors[1],
                    factors[2],
                    factors[3],
                    out,
                    count);
        }

        private static void add(
                float[] x0,
                float[] x1,
                float[] x2,
                float[] x3,
                float f0,
                float f1,
                float f2,
                float f3,
                float[] out,
                int count) {
            for (int i = 0; i < count; i++) {
                out[i] = f0 * x0[i] + f1 * x1[i] + f2 * x2[i] + f3 * x3[i];
            }
        }
    }
}
