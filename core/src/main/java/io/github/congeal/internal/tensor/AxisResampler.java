package io.github.congeal.internal.tensor;

import java.util.Arrays;

/**
 * The resampling of one axis. {@link #of} follows {@code resample} of the first VQGAN+CLIP notebooks: a Lanczos-2 low-pass
 * if the axis shrinks, then bicubic interpolation with aligned corners. Both are linear, so they are composed into one
 * banded map, whose transpose propagates the gradient.
 *
 * @param forward the map from the axis to its resampled form
 * @param backward its transpose
 */
public record AxisResampler(BandedMap forward, BandedMap backward) {
    /** The cubic convolution coefficient of torch's bicubic interpolation. */
    private static final double BICUBIC_A = -0.75;

    /** The number of inputs that contribute to one interpolated value. */
    private static final int BICUBIC_TAPS = 4;

    /** Half the support of the low-pass, in output pixels. */
    private static final int LANCZOS_LOBES = 2;

    /** The resampler from {@code length} to {@code size} values, both at least 1. */
    public static AxisResampler of(int length, int size) {
        double[] taps = size < length ? lowPass(length, size) : new double[] {1};
        int reach = taps.length / 2;
        double step = size > 1 ? (length - 1) / (double) (size - 1) : 0;
        BandedMap forward = BandedMap.of(size, length, (i, row) -> {
            double position = i * step;
            int base = (int) Math.floor(position);
            double fraction = position - base;
            for (int n = -1; n <= 2; n++) {
                double weight = bicubic(Math.abs(n - fraction));
                int centre = Math.min(Math.max(base + n, 0), length - 1);
                for (int t = 0; weight != 0 && t < taps.length; t++) {
                    row[reflect(centre + t - reach, length)] += weight * taps[t];
                }
            }
        });
        return new AxisResampler(forward, forward.transpose());
    }

    /**
     * The resampler in which each output is the mean of a run of inputs, as in torch's adaptive average pooling.
     *
     * @param length the number of inputs
     * @param size the number of outputs
     */
    public static AxisResampler pooling(int length, int size) {
        BandedMap forward = BandedMap.of(size, length, (i, row) -> {
            int from = (int) ((long) i * length / size);
            int to = (int) (((i + 1L) * length + size - 1) / size);
            Arrays.fill(row, from, to, 1.0 / (to - from));
        });
        return new AxisResampler(forward, forward.transpose());
    }

    /** An upper bound on the length of a run in any {@link #of} from at most {@code longest} to {@code size} values. */
    public static int widest(int longest, int size) {
        int taps = size < longest ? lowPass(longest, size).length : 1;
        return taps + BICUBIC_TAPS - 1;
    }

    /**
     * The low-pass kernel for shrinking {@code length} to {@code size}: the Lanczos-2 kernel sampled at multiples of
     * {@code size / length}, summing to 1. Its length is odd.
     */
    public static double[] lowPass(int length, int size) {
        double step = size / (double) length;
        int reach = (int) Math.ceil(LANCZOS_LOBES / step + 1) - 2;
        double[] taps = new double[2 * reach + 1];
        double sum = 0;
        for (int t = 0; t < taps.length; t++) {
            double x = (t - reach) * step;
            taps[t] = Math.abs(x) < LANCZOS_LOBES ? sinc(x) * sinc(x / LANCZOS_LOBES) : 0;
            sum += taps[t];
        }
        for (int t = 0; t < taps.length; t++) {
            taps[t] /= sum;
        }
        return taps;
    }

    /** The cubic convolution kernel (Keys 1981) at a distance {@code x} of at least 0; zero from 2 on. */
    public static double bicubic(double x) {
        double a = BICUBIC_A;
        if (x <= 1) {
            return ((a + 2) * x - (a + 3)) * x * x + 1;
        }
        return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
    }

    /** The normalised sine cardinal. */
    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /** The index that {@code i} is mirrored to at the ends of an axis, without repeating the end itself. */
    private static int reflect(int i, int length) {
        if (length == 1) {
            return 0;
        }
        int period = 2 * (length - 1);
        int m = Math.floorMod(i, period);
        return m < length ? m : period - m;
    }
}
