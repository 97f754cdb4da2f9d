package io.github.congeal.diagnostics;

import io.github.congeal.internal.clip.ClipArchitecture;
import io.github.congeal.internal.clip.ClipArchitecture.ResNet;
import io.github.congeal.internal.clip.ClipArchitecture.ViT;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.vqgan.VqganArchitecture;
import java.util.Arrays;

/**
 * The peak speed of the machine: that of the networks' most expensive convolution and of their largest matrix product, each
 * computed alone, the best of several times.
 *
 * @param convolution floating-point operations per second of the convolution
 * @param product floating-point operations per second of the matrix product
 */
public record MachinePeak(double convolution, double product) {
    private static final int REPETITIONS = 10;
    private static final int KERNEL = 3;
    private static final double NANOSECONDS = 1e9;
    private static final int OPERATIONS = 2;

    /** The rows of the matrix product; with more rows it is no faster. */
    private static final int ROWS = 1 << 12;

    /** The greater of the two speeds. */
    public double best() {
        return Math.max(convolution, product);
    }

    /** Measures both. */
    static MachinePeak measure(Device device, VqganArchitecture vqgan, ClipArchitecture clip, int width, int height) {
        try (Buffers buffers = Buffers.create(device)) {
            Tape tape = new Tape(buffers);
            return new MachinePeak(convolution(vqgan, width, height, tape), product(clip, tape));
        }
    }

    /** The speed of a convolution of the level whose convolutions cost most. */
    private static double convolution(VqganArchitecture vqgan, int width, int height, Tape tape) {
        int level = 0;
        for (int i = 1; i < vqgan.levels(); i++) {
            if (vqgan.widths().get(i) > vqgan.widths().get(level) << (i - level)) {
                level = i;
            }
        }
        int channels = vqgan.widths().get(level);
        Tensor in = filled(tape, 1, height >> level, width >> level, channels);
        Tensor out = tape.take(in.shape());
        float[] values = new float[KERNEL * KERNEL * channels * channels];
        Arrays.fill(values, 1f / channels);
        Filter filter = tape.device()
                .filter(Convolution.of(channels, channels, KERNEL), values, null, Tensor.Precision.FLOAT, false);
        try {
            return fastest(tape.kernels(), () -> tape.kernels().convolve(in, filter, out));
        } finally {
            filter.free();
        }
    }

    /** The speed of a product of a transformer's MLP, or of a ResNet's last layer. */
    private static double product(ClipArchitecture clip, Tape tape) {
        long inputs = clip.image() instanceof ViT vit ? vit.width() : 8L * ((ResNet) clip.image()).width();
        Tensor in = filled(tape, ROWS, inputs);
        Tensor weights = filled(tape, inputs, 4 * inputs);
        Tensor out = tape.take(ROWS, 4 * inputs);
        return fastest(tape.kernels(), () -> tape.kernels().multiply(in, false, weights, false, out));
    }

    private static Tensor filled(Tape tape, long... shape) {
        Tensor tensor = tape.take(shape);
        float[] row = new float[(int) tensor.dimension(-1)];
        Arrays.fill(row, 1f / row.length);
        for (long at = 0; at < tensor.length(); at += row.length) {
            tensor.write(at, row, 0, row.length);
        }
        return tensor;
    }

    private static double fastest(Kernels ops, Runnable operation) {
        double best = 0;
        for (int i = 0; i < REPETITIONS; i++) {
            long before = ops.multiplyAdds();
            long start = System.nanoTime();
            operation.run();
            double seconds = (System.nanoTime() - start) / NANOSECONDS;
            best = Math.max(best, OPERATIONS * (ops.multiplyAdds() - before) / seconds);
        }
        return best;
    }
}
