package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Tensor;

/** Layer normalisation and its gradient in one pass each over float32. */
record FusedRows(HostLoops loops) {

    /**
     * Normalises rows in place, and writes them times gain plus bias to {@code out}.
     *
     * @param x {@code [rows, C]}
     * @param deviations {@code [rows, 1]}, filled with reciprocal standard deviations
     * @param gain {@code [C]}
     * @param bias {@code [C]}
     * @param out shaped as x
     */
    void normalise(Tensor x, double epsilon, Tensor deviations, float[] gain, float[] bias, Tensor out) {
        int width = (int) x.dimension(-1);
        overRows(x, (from, count, a) -> {
            float[] row = a[0];
            x.read(from, row, 0, count);
            shift(row, -sum(row, count) / width, count);
            double variance = (double) product(row, row, count) / width;
            float deviation = (float) (1 / Math.sqrt(variance + epsilon));
            scale(row, deviation, count);
            x.write(from, row, 0, count);
            FusedNormalization.affine(row, gain, bias, a[1], count);
            out.write(from, a[1], 0, count);
            row[0] = deviation;
            deviations.write(from / width, row, 0, 1);
        });
    }

    /**
     * The gradient of {@link #normalise} with respect to x, in place: with d = g gain and n the normalised rows, (d -
     * mean(d) - n mean(d n)) * deviation.
     */
    void normaliseBackward(Tensor normalised, Tensor deviations, float[] gain, Tensor gradient) {
        int width = (int) gradient.dimension(-1);
        overRows(gradient, (from, count, a) -> {
            float[] row = a[0];
            float[] n = a[1];
            deviations.read(from / width, row, 0, 1);
            float deviation = row[0];
            gradient.read(from, row, 0, count);
            multiply(row, gain, count);
            normalised.read(from, n, 0, count);
            float mean = sum(row, count) / width;
            float along = product(row, n, count) / width;
            combine(row, deviation, n, -along * deviation, -mean * deviation, count);
            gradient.write(from, row, 0, count);
        });
    }

    private void overRows(Tensor x, HostLoop.Pass pass) {
        loops.of((int) x.dimension(-1), 2).run(x.length(), pass);
    }

    /** Eight partial sums, because the additions of a single one would have to wait for each other. */
    private static float sum(float[] x, int count) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int i = 0;
        for (; i < count - 7; i += 8) {
            s0 += x[i];
            s1 += x[i + 1];
            s2 += x[i + 2];
            s3 += x[i + 3];
            s4 += x[i + 4];
            s5 += x[i + 5];
            s6 += x[i + 6];
            s7 += x[i + 7];
        }
        for (; i < count; i++) {
            s0 += x[i];
        }
        return s0 + s1 + (s2 + s3) + (s4 + s5 + (s6 + s7));
    }

    private static float product(float[] x, float[] y, int count) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int i = 0;
        for (; i < count - 7; i += 8) {
            s0 += x[i] * y[i];
            s1 += x[i + 1] * y[i + 1];
            s2 += x[i + 2] * y[i + 2];
            s3 += x[i + 3] * y[i + 3];
            s4 += x[i + 4] * y[i + 4];
            s5 += x[i + 5] * y[i + 5];
            s6 += x[i + 6] * y[i + 6];
            s7 += x[i + 7] * y[i + 7];
        }
        for (; i < count; i++) {
            s0 += x[i] * y[i];
        }
        return s0 + s1 + (s2 + s3) + (s4 + s5 + (s6 + s7));
    }

    private static void shift(float[] x, float term, int count) {
        for (int i = 0; i < count; i++) {
            x[i] += term;
        }
    }

    private static void multiply(float[] x, float[] factors, int count) {
        for (int i = 0; i < count; i++) {
            x[i] *= factors[i];
        }
    }

    private static void scale(float[] x, float factor, int count) {
        for (int i = 0; i < count; i++) {
            x[i] *= factor;
        }
    }

    private static void combine(float[] x, float factorX, float[] y, float factorY, float term, int count) {
        for (int i = 0; i < count; i++) {
            x[i] = x[i] * factorX + y[i] * factorY + term;
        }
    }
}
