package io.github.congeal.internal.vqgan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.nn.HashWeights;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** What taming-transformers computed ({@code vqgan_fixtures.py}), and the same weights and inputs. */
final class Taming {
    private static final double RELATIVE = 1e-4;
    private static final Checkpoint RESULTS = open();

    private Taming() {}

    private static Checkpoint open() {
        try (InputStream in = Taming.class.getResourceAsStream("taming.safetensors")) {
            return SafetensorsReader.read(Objects.requireNonNull(in), "taming.safetensors");
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The weights of a case, under their checkpoint's names. */
    static HashWeights source(String name) {
        return HashWeights.of(RESULTS.metadata().get(name));
    }

    static Weights weights(String name) {
        return new Weights(source(name), Devices.automatic());
    }

    static Weights preciseWeights(String name) {
        return new Weights(source(name), Devices.automatic(), Precision.DOUBLE);
    }

    /** The model of a case. */
    static Vqgan load(String name) {
        return Vqgan.load(weights(name), VqganConfiguration.TAMING);
    }

    /** The model of a case in float64. */
    static Vqgan loadPrecise(String name) {
        return Vqgan.load(preciseWeights(name), VqganConfiguration.TAMING);
    }

    /** Stored numbers. */
    static float[] read(String name) {
        return RESULTS.read(name);
    }

    static int[] codes(String name) {
        float[] stored = RESULTS.read(name);
        int[] codes = new int[stored.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (int) stored[i];
        }
        return codes;
    }

    static long[] shape(String name) {
        return RESULTS.tensor(name).shape();
    }

    /** Made-up numbers of unit variance, the same as in the script. */
    static float[] numbers(String name, long... shape) {
        long count = Tensor.length(shape);
        return HashWeights.values(name, count, 1);
    }

    static Tensor tensor(String name, Tape tape, long... shape) {
        float[] values = numbers(name, shape);
        Tensor tensor = tape.take(shape);
        tensor.write(0, values, 0, values.length);
        return tensor;
    }

    /** Asserts that a layer computes the stored output, and from a gradient there the stored one at its input. */
    static void assertBothWays(Layer layer, String name, Tape tape) {
        Tensor input = tensor(name, tape, shape(name + ".result"));
        Tensor gradient = tensor(name + ".gradient", tape, shape(name + ".output"));
        assertStored(name + ".output", layer.forward(input, tape));
        assertStored(name + ".result", layer.backward(gradient, tape));
    }

    /** Asserts that a tensor, which is then closed, holds the stored numbers. */
    static void assertStored(String name, Tensor actual) {
        try (actual) {
            assertThat(actual.shape()).as(name).isEqualTo(shape(name));
            float[] expected = read(name);
            float[] values = actual.toFloats();
            double largest = 0;
            for (float value : expected) {
                largest = Math.max(largest, Math.abs(value));
            }
            for (int i = 0; i < expected.length; i++) {
                double tolerance = RELATIVE * Math.max(Math.abs(expected[i]), largest / 10);
                assertThat((double) values[i]).as("%s [%d]", name, i).isCloseTo(expected[i], within(tolerance));
            }
        }
    }
}
