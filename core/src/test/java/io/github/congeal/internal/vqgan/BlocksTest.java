package io.github.congeal.internal.vqgan;

import io.github.congeal.internal.nn.GradientCheck;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Tape;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BlocksTest {
    static Stream<Arguments> blocks() {
        return Stream.of(
                block("residual", weights -> new ResidualBlock(weights, 32, 32, 32)),
                block("widening", weights -> new ResidualBlock(weights, 32, 64, 32)),
                block("attention", weights -> new AttentionBlock(weights, 32, 32)),
                block("attention_of_two", weights -> new AttentionBlock(weights, 64, 32)),
                block("downsample", weights -> Parts.downsample(weights, 32)),
                block("upsample", weights -> Parts.upsample(weights, 32)));
    }

    private static Arguments block(String name, Function<Weights, Layer> layer) {
        return Arguments.of(name, layer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void computeWhatTamingComputes(String name, Function<Weights, Layer> layer) {
        try (Buffers buffers = Buffers.create();
                Weights weights = Taming.weights(name)) {
            Taming.assertBothWays(layer.apply(weights), name + ".input", new Tape(buffers));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void haveTheRightGradient(String name, Function<Weights, Layer> layer) {
        try (Weights weights = Taming.preciseWeights(name)) {
            GradientCheck.assertGradient(layer.apply(weights), Taming.shape(name + ".input.result"));
        }
    }
}
