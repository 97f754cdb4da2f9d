package io.github.congeal.internal.tensor.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Poison;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against plain convolutions, also where it is not chosen because it would not pay. */
class WinogradFilterTest {
    /** Of the largest number: five times what a plain convolution loses. */
    private static final double TOLERANCE = 1e-5;

    private final HostDevice device = new HostDevice();
    private final Buffers buffers = Buffers.create(device);
    private final Kernels kernels = device.kernels(buffers);
    private final Random random = new Random(1);

    @AfterEach
    void free() {
        buffers.close();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 2, 3",
        "1, 4, 4, 4, 4",
        "2, 9, 7, 8, 6",
        "1, 6, 75, 64, 32", // several strips side by side
        "1, 130, 72, 64, 256" // and one below the other
    })
    void computesWhatPlainConvolutionsCompute(int n, int height, int width, int inputs, int outputs) {
        float[] values = floats(outputs * inputs * 9);
        float[] bias = floats(outputs);
        Convolution plain = Convolution.of(inputs, outputs, 3);
        for (Convolution shape : new Convolution[] {plain, plain.enlarging()}) {
            Filter expected = device.filter(shape, values, bias, Precision.FLOAT, true);
            Filter tiled = new WinogradFilter(device, shape, values, bias);
            Tensor x = numbers(n, height, width, inputs);
            Tensor gradient = numbers(shape.outputShape(x));
            kernels.convolve(x, tiled, buffers.take(shape.outputShape(x)));
            assertSame(
                    out -> kernels.convolve(x, expected, out),
                    out -> kernels.convolve(x, tiled, out),
                    shape.outputShape(x));
            assertSame(
                    out -> kernels.convolveBackward(gradient, expected, out),
                    out -> kernels.convolveBackward(gradient, tiled, out),
                    x.shape());
            expected.free();
            tiled.free();
        }
    }

    /** An operation that fills a tensor. */
    private interface Operation {
        void run(Tensor out);
    }

    private void assertSame(Operation expected, Operation actual, long... shape) {
        try (Tensor one = buffers.take(shape);
                Tensor other = buffers.take(shape)) {
            expected.run(one);
            Poison.free(buffers);
            actual.run(other);
            double[] wanted = one.toDoubles();
            double[] found = other.toDoubles();
            double largest = Arrays.stream(wanted).map(Math::abs).max().orElseThrow();
            double error = IntStream.range(0, wanted.length)
                    .mapToDouble(i -> Math.abs(found[i] - wanted[i]))
                    .max()
                    .orElseThrow();
            assertThat(error / largest).isLessThan(TOLERANCE);
        }
    }

    @Test
    void isChosenWhereItPays() {
        Convolution shape = Convolution.of(128, 96, 3).tiled();
        assertThat(WinogradFilter.suits(shape, Precision.FLOAT)).isTrue();
        assertThat(WinogradFilter.suits(shape.enlarging(), Precision.FLOAT)).isTrue();
        assertThat(WinogradFilter.suits(shape, Precision.DOUBLE)).isFalse();
        assertThat(WinogradFilter.suits(Convolution.of(128, 96, 3), Precision.FLOAT))
                .isFalse();
        assertThat(WinogradFilter.suits(Convolution.of(128, 64, 3).tiled(), Precision.FLOAT))
                .isFalse();
        assertThat(WinogradFilter.suits(Convolution.of(128, 512, 3).tiled(), Precision.FLOAT))
                .isFalse();
    }

    @Test
    void createsNothingAfterTheFirstTime() {
        Convolution shape = Convolution.of(4, 4, 3).enlarging();
        Filter filter = new WinogradFilter(device, shape, floats(4 * 4 * 9), null);
        Tensor x = numbers(1, 6, 5, 4);
        Tensor out = buffers.take(1, 12, 10, 4);
        kernels.convolve(x, filter, out);
        kernels.convolveBackward(out, filter, x);
        int created = buffers.created();
        long held = Poison.held(buffers);
        kernels.convolve(x, filter, out);
        kernels.convolveBackward(out, filter, x);
        assertThat(buffers.created()).isEqualTo(created);
        assertThat(Poison.held(buffers)).isEqualTo(held);
        filter.free();
    }

    private float[] floats(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private Tensor numbers(long... shape) {
        Tensor tensor = buffers.take(shape);
        tensor.write(0, floats((int) tensor.length()), 0, (int) tensor.length());
        return tensor;
    }
}
