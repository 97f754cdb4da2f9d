package io.github.congeal.cuda.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.cuda.StandIn;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.GroupNormalization;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A residual block's input is added where its last convolution is stored: no kernel of its own, and the very numbers. */
class AddedInPassingTest {
    private static final Random RANDOM = new Random(1);

    @ParameterizedTest
    @MethodSource("io.github.congeal.cuda.engine.TestGpus#all")
    void whatIsAddedTakesNoLaunchOfItsOwn(GpuDevice device) {
        // With 128 channels, Hopper's kernels compute the depth of so small a picture in parts.
        int channels = 128;
        float[] ones = new float[channels];
        Arrays.fill(ones, 1);
        GroupNormalization norm = new GroupNormalization(32, 1e-6, ones, new float[channels], true);
        Filter filter = device.filter(
                Convolution.of(channels, channels, 3), numbers(channels * channels * 9), ones, Precision.FLOAT, false);
        try (Buffers buffers = Buffers.create(device)) {
            Kernels kernels = device.kernels(buffers);
            Tensor x = buffers.take(1, 5, 7, channels);
            x.write(0, numbers(5 * 7 * channels), 0, 5 * 7 * channels);
            Tensor statistics = buffers.take(1, 2, 32);
            Tensor apart = buffers.take(x.shape());
            Tensor together = buffers.take(x.shape());

            long before = StandIn.get("launched");
            kernels.normalizedConvolve(norm, x, statistics, filter, apart);
            long between = StandIn.get("launched");
            kernels.normalizedConvolveAndAdd(norm, x, statistics, filter, x, together);
            long after = StandIn.get("launched");
            kernels.add(apart, x);

            assertThat(after - between).isEqualTo(between - before);
            assertThat(together.toFloats()).containsExactly(apart.toFloats());
        }
        filter.free();
    }

    private static float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) RANDOM.nextGaussian();
        }
        return numbers;
    }
}
