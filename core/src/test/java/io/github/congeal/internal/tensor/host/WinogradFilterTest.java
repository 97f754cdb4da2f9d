package io.github.congeal.internal.tensor.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.Poison;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import io.github.congeal.internal.tensor.Wrap;
import io.github.congeal.internal.tensor.host.WinogradProducts.Library;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against plain convolutions, also where it is not chosen because it would not pay. */
class WinogradFilterTest extends HostComparison {
    /** Of the largest number: five times what a plain convolution loses. */
    private static final double TOLERANCE = 1e-5;

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 2, 3",
        "1, 4, 4, 4, 4",
        "2, 9, 7, 8, 6",
        "1, 6, 75, 64, 32", // several strips side by side
        "1, 130, 72, 64, 256", // and one below the other
        "1, 9, 11, 512, 96" // two tiles wide
    })
    void computesWhatPlainConvolutionsCompute(int n, int height, int width, int inputs, int outputs) {
        assertSameAsPlain(WinogradFilterTest::transformed, n, height, width, inputs, outputs);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 9, 7, 8, 6", // too small
        "2, 16, 18, 40, 24",
        "1, 21, 17, 96, 160" // in several panels and blocks
    })
    void transformsLargeKernelsAtEachUse(int n, int height, int width, int inputs, int outputs) {
        assertSameAsPlain(LargeWinogradFilter::new, n, height, width, inputs, outputs);
    }

    @ParameterizedTest
    @EnumSource(Wrap.class)
    void largeKernelsPadCircularly(Wrap wrap) {
        float[] values = floats(24 * 40 * 9);
        float[] bias = floats(24);
        Convolution plain = Convolution.of(40, 24, 3);
        Tensor x = numbers(1, 17, 18, 40);
        for (Convolution shape : new Convolution[] {plain, plain.enlarging()}) {
            Filter expected = transformed(device, shape, values, bias);
            Filter large = new LargeWinogradFilter(device, shape, values, bias);
            Tensor gradient = numbers(shape.outputShape(x));
            assertSame(
                    TOLERANCE,
                    out -> kernels.convolveWrapped(x, expected, wrap, out),
                    out -> kernels.convolveWrapped(x, large, wrap, out),
                    shape.outputShape(x));
            assertSame(
                    TOLERANCE,
                    out -> kernels.convolveWrappedBackward(gradient, expected, wrap, out),
                    out -> kernels.convolveWrappedBackward(gradient, large, wrap, out),
                    x.shape());
            expected.free();
            large.free();
        }
    }

    /** A constructor of the filters. */
    @FunctionalInterface
    private interface Maker {
        Filter of(Device device, Convolution shape, float[] values, float[] bias);
    }

    private void assertSameAsPlain(Maker maker, int n, int height, int width, int inputs, int outputs) {
        float[] values = floats(outputs * inputs * 9);
        float[] bias = floats(outputs);
        Convolution plain = Convolution.of(inputs, outputs, 3);
        Tensor x = numbers(n, height, width, inputs);
        for (Convolution shape : new Convolution[] {plain, plain.enlarging()}) {
            Filter expected = device.filter(shape, values, bias, Precision.FLOAT, true);
            assertSame(expected, maker.of(device, shape, values, bias), x);
        }
    }

    /** Both filters are freed. */
    private void assertSame(Filter expected, Filter tiled, Tensor x) {
        Convolution shape = expected.convolution();
        Tensor gradient = numbers(shape.outputShape(x));
        kernels.convolve(x, tiled, buffers.take(shape.outputShape(x)));
        assertSame(
                TOLERANCE,
                out -> kernels.convolve(x, expected, out),
                out -> kernels.convolve(x, tiled, out),
                shape.outputShape(x));
        assertSame(
                TOLERANCE,
                out -> kernels.convolveBackward(gradient, expected, out),
                out -> kernels.convolveBackward(gradient, tiled, out),
                x.shape());
        expected.free();
        tiled.free();
    }

    @Test
    void isChosenWhereItPays() {
        Convolution shape = Convolution.of(128, 96, 3).tiled();
        assertThat(WinogradFilter.suits(shape, Precision.FLOAT, Library.ND4J)).isTrue();
        assertThat(WinogradFilter.suits(shape.enlarging(), Precision.FLOAT, Library.ND4J))
                .isTrue();
        assertThat(WinogradFilter.suits(shape, Precision.DOUBLE, Library.ND4J)).isFalse();
        assertThat(WinogradFilter.suits(Convolution.of(128, 96, 3), Precision.FLOAT, Library.ND4J))
                .isFalse();
        Convolution narrow = Convolution.of(32, 64, 3).tiled();
        assertThat(WinogradFilter.suits(narrow, Precision.FLOAT, Library.OPENBLAS))
                .isTrue();
        assertThat(WinogradFilter.suits(narrow, Precision.FLOAT, Library.ND4J)).isFalse();
        assertThat(WinogradFilter.suits(Convolution.of(24, 64, 3).tiled(), Precision.FLOAT, Library.OPENBLAS))
                .isFalse();
        Convolution wide = Convolution.of(512, 512, 3).tiled();
        assertThat(WinogradFilter.suits(wide, Precision.FLOAT, Library.ND4J)).isFalse();
        assertThat(LargeWinogradFilter.suits(wide, Precision.FLOAT)).isTrue();
        assertThat(LargeWinogradFilter.suits(shape, Precision.FLOAT)).isFalse();
        assertThat(LargeWinogradFilter.suits(Convolution.of(512, 512, 3), Precision.FLOAT))
                .isFalse();
        assertThat(LargeWinogradFilter.suits(Convolution.of(512, 1024, 3).tiled(), Precision.FLOAT))
                .isFalse();
        assertThat(WinogradFilter.suits(wide.enlarging(), Precision.FLOAT, Library.ND4J))
                .isFalse();
        assertThat(LargeWinogradFilter.suits(wide.enlarging(), Precision.FLOAT)).isTrue();
        assertThat(WinogradFilter.suits(Convolution.of(256, 256, 3).tiled(), Precision.FLOAT, Library.ND4J))
                .isTrue();
        assertThat(WinogradFilter.suits(Convolution.of(640, 128, 3).tiled(), Precision.FLOAT, Library.ND4J))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void createsNothingAfterTheFirstTime(boolean large) {
        Convolution plain = Convolution.of(4, 4, 3);
        Convolution shape = large ? plain : plain.enlarging();
        float[] values = floats(4 * 4 * 9);
        Filter filter =
                large ? new LargeWinogradFilter(device, shape, values, null) : transformed(device, shape, values, null);
        Tensor x = numbers(1, 16, 18, 4);
        Tensor out = buffers.take(shape.outputShape(x));
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

    private static WinogradFilter transformed(
            Device device, Convolution convolution, float[] values, float @Nullable [] bias) {
        return new WinogradFilter(device, convolution, values, bias, Library.best());
    }
}
