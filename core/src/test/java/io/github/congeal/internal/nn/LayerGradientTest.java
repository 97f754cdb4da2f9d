package io.github.congeal.internal.nn;

import static io.github.congeal.internal.nn.GradientCheck.assertGradient;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Padding;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import io.github.congeal.internal.tensor.TestDevices;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every layer's gradient against central differences in float64. */
class LayerGradientTest {
    private final Weights weights = new Weights(new AnyWeights("unbiased.bias"), Devices.automatic(), Precision.DOUBLE);

    private final Weights onNd4j = new Weights(new AnyWeights(), TestDevices.nd4j(), Precision.DOUBLE);

    @AfterEach
    void free() {
        weights.close();
        onNd4j.close();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1, 1",
        "1, 5, 7, 3, 1",
        "2, 4, 3, 1, 1",
        "1, 1, 1, 2, 3",
        "1, 5, 7, 1, 3",
        "2, 4, 6, 3, 3",
        "1, 1, 6, 2, 3"
    })
    void convolution(int n, int h, int w, int channels, int kernel) {
        assertGradient(new Conv2d(weights, channels, 4, kernel), n, h, w, channels);
        assertGradient(TestDevices.nd4j(), new Conv2d(onNd4j, channels, 4, kernel), n, h, w, channels);
    }

    @Test
    void convolutionWithoutBias() {
        assertGradient(new Conv2d(weights.at("unbiased"), 3, 2, 3), 1, 4, 4, 3);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, 2, 1, CENTRED",
        "2, 6, 4, 3, CENTRED",
        "1, 2, 2, 1, AFTER",
        "2, 4, 6, 3, AFTER",
        "1, 8, 2, 2, AFTER"
    })
    void stridedConvolution(int n, int h, int w, int channels, Padding padding) {
        assertGradient(new Conv2d(weights, channels, 3, 3, 2, padding), n, h, w, channels);
        assertGradient(TestDevices.nd4j(), new Conv2d(onNd4j, channels, 3, 3, 2, padding), n, h, w, channels);
    }

    @Test
    void stridedConvolutionOfAnOddPictureIsRefused() {
        Layer layer = new Conv2d(weights, 2, 3, 3, 2, Padding.CENTRED);
        assertThatThrownBy(() -> assertGradient(layer, 1, 4, 5, 2)).hasMessageContaining("5 pixels");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void linear(int inputs) {
        assertGradient(new Linear(weights, inputs, 5), 2, 3, inputs);
        assertGradient(new Linear(weights, inputs, 1), 1, inputs);
        assertGradient(new Linear(weights.at("unbiased"), inputs, 2), 3, 1, 2, inputs);
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 5, 4, 2", "2, 4, 3, 6, 3", "3, 1, 2, 4, 4", "1, 1, 3, 1, 1", "2, 2, 2, 6, 1"})
    void groupNorm(int n, int h, int w, int channels, int groups) {
        assertGradient(new GroupNorm(weights, channels, groups, 1e-6, false), n, h, w, channels);
        assertGradient(new GroupNorm(weights, channels, groups, 1e-5, true), n, h, w, channels);
    }

    @Test
    void layerNorm() {
        assertGradient(new LayerNorm(weights, 8), 2, 3, 8);
        assertGradient(new LayerNorm(weights, 3), 1, 3);
        assertGradient(new LayerNorm(weights, 5), 1, 1, 5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, Swish.QUICK_GELU, 0.3})
    void swish(double slope) {
        assertGradient(new Swish(slope), 2, 3, 5);
        assertGradient(new Swish(slope), 1, 1);
    }

    @Test
    void gelu() {
        assertGradient(new Gelu(), 2, 3, 5);
        assertGradient(new Gelu(), 1, 1);
    }

    @Test
    void relu() {
        assertGradient(new Relu(), 2, 3, 5);
        assertGradient(new Relu(), 1, 1, 1, 1);
    }

    @Test
    void upsample() {
        assertGradient(new Upsample(), 1, 1, 1, 1);
        assertGradient(new Upsample(), 2, 3, 5, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void averagePool(int size) {
        assertGradient(new AveragePool(size), 1, size, size, 1);
        assertGradient(new AveragePool(size), 2, 3L * size, 2L * size, 3);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "1, 5, 4, 1", "2, 3, 4, 2", "2, 4, 6, 3", "1, 1, 6, 6"})
    void attention(int n, int tokens, int width, int heads) {
        assertGradient(new Attention(heads), n, tokens, 3L * width);
    }

    @Test
    void maskedAttention() {
        int tokens = 4;
        Tensor mask = weights.keep(TorchValuesTest.causalMask(tokens), (long) tokens * tokens);
        assertGradient(new Attention(2, mask), 2, tokens, 3 * 6);
    }

    @Test
    void sequence() {
        Layer block = new Sequence(List.of(
                new GroupNorm(weights.at("norm1"), 4, 2, 1e-6, true),
                new Conv2d(weights.at("conv1"), 4, 6, 3),
                new Relu(),
                new Upsample(),
                new GroupNorm(weights.at("norm2"), 6, 3, 1e-6, false),
                new Conv2d(weights.at("conv2"), 6, 2, 3, 2, Padding.AFTER),
                new Swish(1)));
        assertGradient(block, 2, 3, 5, 4);
        assertGradient(new Sequence(List.of()), 1, 2);
    }
}
