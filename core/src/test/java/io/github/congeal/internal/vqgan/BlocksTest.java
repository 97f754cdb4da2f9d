package io.github.congeal.internal.vqgan;

import io.github.congeal.internal.nn.AnyWeights;
import io.github.congeal.internal.nn.GradientCheck;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BlocksTest {
    /** A width that taming can normalise. */
    private static final int UNIT = 32;

    /** Narrower, because float64 is slow. */
    private static final int SMALL_UNIT = 4;

    static Stream<Arguments> blocks() {
        return Stream.of(
                block(
                        "residual",
                        1,
                        (weights, unit) -> new ResidualBlock(weights, Style.TAMING, unit, unit, groups(unit))),
                block(
                        "widening",
                        1,
                        (weights, unit) -> new ResidualBlock(weights, Style.TAMING, unit, 2 * unit, groups(unit))),
                block("attention", 1, (weights, unit) -> new AttentionBlock(weights, unit, groups(unit))),
                block("attention_of_two", 2, (weights, unit) -> new AttentionBlock(weights, 2 * unit, groups(unit))),
                block("downsample", 1, Parts::downsample),
                block("upsample", 1, Parts::upsample));
    }

    private static Arguments block(String name, int units, BiFunction<Weights, Integer, Layer> layer) {
        return Arguments.of(name, units, layer);
    }

    private static int groups(int unit) {
        return unit == UNIT ? VqganConfiguration.USUAL_GROUPS : unit / 2;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void computeWhatTamingComputes(String name, int units, BiFunction<Weights, Integer, Layer> layer) {
        try (Buffers buffers = Buffers.create(Devices.automatic());
                Weights weights = Taming.weights(name)) {
            Taming.assertBothWays(layer.apply(weights, UNIT), name + ".input", new Tape(buffers));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void haveTheRightGradient(String name, int units, BiFunction<Weights, Integer, Layer> layer) {
        try (Weights weights = new Weights(new AnyWeights(), Devices.automatic(), Precision.DOUBLE)) {
            GradientCheck.assertGradient(layer.apply(weights, SMALL_UNIT), 2, 4, 6, (long) units * SMALL_UNIT);
        }
    }
}
