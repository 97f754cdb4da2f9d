package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.NoiseSource;
import io.github.congeal.internal.tensor.PixelMap;
import java.util.Arrays;

/**
 * kornia's elastic transform: each pixel is read from its position plus blurred noise, so that neighbours move alike.
 * As in kornia, -1 and 1 are the middles of the outermost pixels when the positions are computed, but their outer edges
 * when they are sampled, and positions outside are clamped.
 *
 * @param noise uniform noise of -1 to 1, {@code [2, size, size]}: first for the columns, then for the rows
 * @param kernel the side of the Gaussian blur's kernel, odd
 * @param sigma the blur's standard deviation in pixels
 * @param alpha the factor of the blurred noise, in halves of the side
 */
record ElasticMap(NoiseSource noise, int kernel, double sigma, double alpha) implements PixelMap {
    @Override
    public void place(int size, float[] x, float[] y) {
        int length = size * size;
        float[] both = new float[2 * length];
        noise.draw(both);
        float[] taps = taps();
        float[] scratch = new float[length];
        blur(both, 0, taps, scratch, x, size);
        blur(both, length, taps, scratch, y, size);
        for (int i = 0; i < length; i++) {
            x[i] = (float) place(i % size, x[i], size);
            y[i] = (float) place(i / size, y[i], size);
        }
    }

    private double place(int pixel, float blurred, int size) {
        double moved = 2.0 * pixel / (size - 1) - 1 + alpha * blurred;
        return ((Math.min(Math.max(moved, -1), 1) + 1) * size - 1) / 2;
    }

    private float[] taps() {
        double[] exact = new double[kernel];
        double sum = 0;
        for (int t = 0; t < kernel; t++) {
            double z = (t - kernel / 2) / sigma;
            exact[t] = Math.exp(-z * z / 2);
            sum += exact[t];
        }
        float[] taps = new float[kernel];
        for (int t = 0; t < kernel; t++) {
            taps[t] = (float) (exact[t] / sum);
        }
        return taps;
    }

    /** Blurs rows and then columns, with zeros around. */
    private static void blur(float[] noise, int offset, float[] taps, float[] scratch, float[] out, int size) {
        int reach = taps.length / 2;
        Arrays.fill(scratch, 0);
        Arrays.fill(out, 0);
        for (int t = -reach; t <= reach; t++) {
            float weight = taps[t + reach];
            for (int row = 0; row < size * size; row += size) {
                int end = Math.min(size, size - t);
                for (int i = Math.max(0, -t); i < end; i++) {
                    scratch[row + i] += weight * noise[offset + row + i + t];
                }
            }
        }
        for (int row = 0; row < size; row++) {
            for (int t = Math.max(-reach, -row); t <= Math.min(reach, size - 1 - row); t++) {
                float weight = taps[t + reach];
                for (int i = 0; i < size; i++) {
                    out[row * size + i] += weight * scratch[(row + t) * size + i];
                }
            }
        }
    }
}
