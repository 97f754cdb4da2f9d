package io.github.congeal.internal.tensor.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.GroupNormalization;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import io.github.congeal.internal.tensor.Wrap;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against plain convolutions. */
class NarrowFilterTest extends HostComparison {
    private static final double TOLERANCE = 1e-6;

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 8, 1",
        "2, 9, 7, 32, 3",
        "1, 70, 5, 24, 3", // several tasks
        "1, 3, 1030, 24, 3", // several columns of them
        "1, 3, 40, 33, 4"
    })
    void computesWhatPlainConvolutionsCompute(int n, int height, int width, int inputs, int outputs) {
        Filters filters = new Filters(inputs, outputs);
        Tensor x = numbers(n, height, width, inputs);
        Tensor gradient = numbers(n, height, width, outputs);
        assertSame(
                TOLERANCE,
                out -> kernels.convolve(x, filters.plain, out),
                out -> kernels.convolve(x, filters.narrow, out),
                n,
                height,
                width,
                outputs);
        assertSame(
                TOLERANCE,
                out -> kernels.convolveBackward(gradient, filters.plain, out),
                out -> kernels.convolveBackward(gradient, filters.narrow, out),
                x.shape());
        filters.free();
    }

    @ParameterizedTest
    @EnumSource
    void normalisesFirstAndContinuesPicturesCircularly(Wrap wrap) {
        Filters filters = new Filters(32, 3);
        GroupNormalization norm = new GroupNormalization(8, 1e-6, floats(32), floats(32), true);
        Tensor x = numbers(2, 37, 6, 32);
        Tensor statistics = buffers.take(2, 2, 8);
        assertSame(
                10 * TOLERANCE,
                out -> kernels.normalizedConvolveWrapped(norm, x, statistics, filters.plain, wrap, out),
                out -> kernels.normalizedConvolveWrapped(norm, x, statistics, filters.narrow, wrap, out),
                2,
                37,
                6,
                3);
        assertSame(
                TOLERANCE,
                out -> kernels.convolveWrapped(x, filters.plain, wrap, out),
                out -> kernels.convolveWrapped(x, filters.narrow, wrap, out),
                2,
                37,
                6,
                3);
        filters.free();
    }

    @Test
    void givesTheSameBitsWithOneThread() {
        Filters filters = new Filters(32, 3);
        Tensor x = numbers(1, 50, 20, 32);
        Tensor out = buffers.take(1, 50, 20, 3);
        kernels.convolve(x, filters.narrow, out);
        float[] several = out.toFloats();
        device.limitedTo(1).kernels(buffers).convolve(x, filters.narrow, out);
        assertThat(out.toFloats()).isEqualTo(several);
        filters.free();
    }

    @Test
    void isChosenForFewChannelsFromMany() {
        Convolution colours = Convolution.of(32, 3, 3);
        assertThat(NarrowFilter.suits(colours, Precision.FLOAT)).isTrue();
        assertThat(NarrowFilter.suits(colours, Precision.DOUBLE)).isFalse();
        assertThat(NarrowFilter.suits(colours.enlarging(), Precision.FLOAT)).isFalse();
        assertThat(NarrowFilter.suits(Convolution.of(32, 3, 1), Precision.FLOAT))
                .isFalse();
        assertThat(NarrowFilter.suits(Convolution.of(3, 3, 3), Precision.FLOAT)).isFalse();
        assertThat(NarrowFilter.suits(Convolution.of(128, 8, 3), Precision.FLOAT))
                .isFalse();
    }

    /** A plain filter and a narrow one with the same weights. */
    private final class Filters {
        private final Filter plain;
        private final Filter narrow;

        Filters(int inputs, int outputs) {
            Convolution shape = Convolution.of(inputs, outputs, 3);
            // Longer than the kernels, as a borrowed array may be.
            float[] values = Arrays.copyOf(floats(inputs * outputs * 9), inputs * outputs * 9 + 5);
            float[] bias = floats(outputs);
            plain = new LargeKernelFilter(device, shape, values, bias, Precision.FLOAT);
            narrow = new NarrowFilter(device, shape, values, bias, true);
        }

        void free() {
            plain.free();
            narrow.free();
        }
    }
}
