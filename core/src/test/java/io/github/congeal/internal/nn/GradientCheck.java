package io.github.congeal.internal.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Poison;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.Random;

/**
 * Checks what a layer promises, in float64: its gradient equals central differences, it reads nothing that it has not
 * written, does not write into tensors with another holder, and gives all memory back.
 *
 * <p>The layer must have been made from {@code new Weights(source, Devices.automatic(), Precision.DOUBLE)}.
 */
public final class GradientCheck {
    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 1e-6;
    private static final int ELEMENTS = 48;

    private final Layer layer;
    private final long[] shape;
    private final Buffers buffers;
    private final Tape tape;
    private final double[] input;
    private double[] functional = {};

    private GradientCheck(Layer layer, Buffers buffers, long... shape) {
        this.layer = layer;
        this.shape = shape;
        this.buffers = buffers;
        this.tape = new Tape(buffers);
        this.input = gaussians(1, Math.toIntExact(Tensor.length(shape)));
    }

    /** Checks a layer on a random input of the given shape. */
    public static void assertGradient(Layer layer, long... shape) {
        assertGradient(Devices.automatic(), layer, shape);
    }

    /** Checks a layer that is on a device. */
    public static void assertGradient(Device device, Layer layer, long... shape) {
        try (Buffers buffers = Buffers.create(device, Precision.DOUBLE)) {
            new GradientCheck(layer, buffers, shape).run();
        }
    }

    private void run() {
        functional = gaussians(2, output(input).length);
        double[] gradient = gradient(false);
        assertThat(gradient).as("length of the gradient").hasSize(input.length);
        assertCleanliness(gradient);
        assertDerivatives(gradient);
    }

    /** Runs again in poisoned memory, once alone with its arguments and once not. */
    private void assertCleanliness(double[] gradient) {
        double[] expected = output(input);
        gradient(true);
        int created = buffers.created();
        long held = Poison.held(buffers);
        for (boolean shared : new boolean[] {false, true}) {
            Poison.free(buffers);
            assertThat(gradient(shared)).as("gradient in poisoned memory").isEqualTo(gradient);
            Poison.free(buffers);
            assertThat(output(input)).as("output in poisoned memory").isEqualTo(expected);
        }
        assertThat(buffers.created()).as("arrays created").isEqualTo(created);
        assertThat(Poison.held(buffers)).as("bytes not given back").isEqualTo(held);
    }

    private void assertDerivatives(double[] gradient) {
        double size = 0;
        for (double g : gradient) {
            size = Math.max(size, Math.abs(g));
        }
        int stride = Math.max(1, input.length / ELEMENTS);
        for (int i = 0; i < input.length; i += stride) {
            double[] direction = new double[input.length];
            direction[i] = 1;
            assertThat(gradient[i])
                    .as("derivative with respect to element %d", i)
                    .isCloseTo(derivative(direction), within(TOLERANCE * size));
        }
        double[] direction = gaussians(3, input.length);
        double expected = dot(gradient, direction);
        assertThat(derivative(direction))
                .as("derivative in a random direction")
                .isCloseTo(expected, within(TOLERANCE * size * Math.sqrt(input.length)));
    }

    private double derivative(double... direction) {
        return (dot(functional, output(moved(direction, STEP))) - dot(functional, output(moved(direction, -STEP))))
                / (2 * STEP);
    }

    private double[] moved(double[] direction, double step) {
        double[] result = input.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] += step * direction[i];
        }
        return result;
    }

    /** The output without a thought of a way back. */
    private double[] output(double... values) {
        tape.record(false);
        try (Tensor out = layer.forward(tensor(values, shape), tape)) {
            return out.toDoubles();
        } finally {
            tape.record(true);
        }
    }

    /**
     * The gradient of the functional.
     *
     * @param shared whether all arguments have another holder, who must find them unchanged
     */
    private double[] gradient(boolean shared) {
        Tensor x = tensor(input, shape);
        if (!shared) {
            Tensor out = layer.forward(x, tape);
            Tensor g = tensor(functional, out.shape());
            out.close();
            try (Tensor result = layer.backward(g, tape)) {
                assertThat(result.shape()).as("shape of the gradient").isEqualTo(shape);
                return result.toDoubles();
            }
        }
        Tensor out = layer.forward(x.retain(), tape);
        assertThat(x.toDoubles()).as("the shared input").isEqualTo(input);
        Tensor g = tensor(functional, out.shape());
        try (x;
                g;
                out;
                Tensor result = layer.backward(g.retain(), tape)) {
            assertThat(x.toDoubles()).as("the shared input").isEqualTo(input);
            assertThat(g.toDoubles()).as("the shared gradient").isEqualTo(functional);
            return result.toDoubles();
        }
    }

    private Tensor tensor(double[] values, long... shape) {
        Tensor tensor = tape.take(shape);
        tensor.write(0, values);
        return tensor;
    }

    private static double[] gaussians(long seed, int count) {
        Random random = new Random(seed);
        return random.doubles(count).map(ignored -> random.nextGaussian()).toArray();
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
