package io.github.congeal.internal.tensor.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Poison;
import io.github.congeal.internal.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** Compares two ways to compute the same on the host. */
abstract class HostComparison {
    final HostDevice device = new HostDevice();
    final Buffers buffers = Buffers.create(device);
    final Kernels kernels = device.kernels(buffers);
    private final Random random = new Random(1);

    @AfterEach
    void free() {
        buffers.close();
    }

    /** An operation that fills a tensor. */
    interface Operation {
        void run(Tensor out);
    }

    /**
     * Asserts that two operations fill a tensor with the same, but for rounding.
     *
     * @param tolerance of the largest number
     */
    void assertSame(double tolerance, Operation expected, Operation actual, long... shape) {
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
            assertThat(error / largest).isLessThan(tolerance);
        }
    }

    float[] floats(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    Tensor numbers(long... shape) {
        Tensor tensor = buffers.take(shape);
        tensor.write(0, floats((int) tensor.length()), 0, (int) tensor.length());
        return tensor;
    }
}
