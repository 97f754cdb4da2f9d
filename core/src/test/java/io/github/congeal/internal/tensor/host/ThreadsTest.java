package io.github.congeal.internal.tensor.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.GroupNormalization;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.LayerNormalization;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import io.github.congeal.internal.tensor.host.WinogradProducts.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is divided among Java's threads comes to the same bits with any number of them. */
class ThreadsTest {
    private static final int CHANNELS = 64;
    private static final long[] PICTURE = {1, 61, 75, CHANNELS};

    /** Something that is computed on a device. */
    private interface Computation {
        void on(Kernels kernels, Tensor x, Tensor gradient, List<float[]> results);
    }

    private static List<float[]> with(HostDevice device, Computation computation) {
        try (Buffers buffers = Buffers.create(device)) {
            List<float[]> results = new ArrayList<>();
            computation.on(device.kernels(buffers), numbers(buffers, 1), numbers(buffers, 2), results);
            return results;
        }
    }

    private static void assertSame(Computation computation) {
        List<float[]> alone = with(new HostDevice(1), computation);
        List<float[]> three = with(new HostDevice(3), computation);
        assertThat(three).hasSameSizeAs(alone).isNotEmpty();
        for (int i = 0; i < alone.size(); i++) {
            assertThat(three.get(i)).isEqualTo(alone.get(i));
        }
    }

    @Test
    void winogradConvolution() {
        Convolution shape = Convolution.of(CHANNELS, CHANNELS, 3);
        float[] values = floats(CHANNELS * CHANNELS * 9, 3);
        assertSame((kernels, x, gradient, results) -> {
            Filter filter =
                    new WinogradFilter(kernels.buffers().device(), shape, values, floats(CHANNELS, 4), Library.best());
            try (Tensor out = kernels.buffers().take(PICTURE)) {
                kernels.convolve(x, filter, out);
                results.add(out.toFloats());
                kernels.convolveBackward(gradient, filter, out);
                results.add(out.toFloats());
            }
            filter.free();
        });
    }

    /** Row by row of one picture, or picture by picture. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void plainConvolution(int pictures) {
        long[] shape = {pictures, 61, 75 / pictures, CHANNELS};
        float[] values = floats(CHANNELS * CHANNELS * 9, 3);
        assertSame((kernels, x, gradient, results) -> {
            Filter filter = kernels.buffers()
                    .device()
                    .filter(Convolution.of(CHANNELS, CHANNELS, 3), values, floats(CHANNELS, 4), Precision.FLOAT, true);
            try (Tensor out = kernels.buffers().take(shape)) {
                kernels.convolve(x.reshape(shape), filter, out);
                results.add(out.toFloats());
                kernels.convolveBackward(gradient.reshape(shape), filter, out);
                results.add(out.toFloats());
            }
            filter.free();
        });
    }

    @Test
    void groupNormalization() {
        GroupNormalization norm = new GroupNormalization(32, 1e-6, floats(CHANNELS, 3), floats(CHANNELS, 4), true);
        assertSame((kernels, x, gradient, results) -> {
            try (Tensor statistics = kernels.buffers().take(1, 2, 32);
                    Tensor out = kernels.buffers().take(PICTURE)) {
                kernels.groupStatistics(norm, x, statistics);
                results.add(statistics.toFloats());
                kernels.groupNormalize(norm, x, statistics, out);
                results.add(out.toFloats());
                kernels.groupNormalizeBackward(norm, x, statistics, gradient);
                results.add(gradient.toFloats());
            }
        });
    }

    @Test
    void layerNormalization() {
        LayerNormalization norm = new LayerNormalization(1e-5, floats(CHANNELS, 3), floats(CHANNELS, 4));
        assertSame((kernels, x, gradient, results) -> {
            Tensor rows = x.reshape(x.length() / CHANNELS, CHANNELS);
            Tensor rowGradient = gradient.reshape(x.length() / CHANNELS, CHANNELS);
            try (Tensor deviations = kernels.buffers().take(rows.dimension(0), 1);
                    Tensor out = kernels.buffers().take(rows.shape())) {
                kernels.layerNormalize(norm, rows, deviations, out);
                results.add(out.toFloats());
                kernels.layerNormalizeBackward(norm, rows, deviations, rowGradient);
                results.add(rowGradient.toFloats());
            }
        });
    }

    private static Tensor numbers(Buffers buffers, long seed) {
        Tensor tensor = buffers.take(PICTURE);
        tensor.write(0, floats((int) tensor.length(), seed), 0, (int) tensor.length());
        return tensor;
    }

    private static float[] floats(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
