package io.github.congeal.cuda.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.cuda.StandIn;
import io.github.congeal.cuda.driver.GpuContext;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several runs on one GPU, and what must not matter to any of them. */
class SharedGpuTest {
    private static final long MEMORY = 1L << 30;

    @AfterEach
    void asBefore() {
        StandIn.set("seed", 1);
        StandIn.set("multiprocessors", 2);
    }

    /** Some layers of a network, with numbers of a seed. */
    private static float[] work(GpuDevice device, int seed) {
        Random random = new Random(seed);
        Filter filter =
                device.filter(Convolution.of(20, 20, 3), numbers(random, 20 * 20 * 9), null, Precision.FLOAT, true);
        Tensor weights = device.weights(numbers(random, 20 * 20), Precision.FLOAT, 20, 20);
        try (Buffers buffers = Buffers.create(device)) {
            Kernels kernels = device.kernels(buffers);
            Tensor x = buffers.take(1, 12, 9, 20);
            Tensor y = buffers.take(1, 12, 9, 20);
            Tensor sums = buffers.take(1, 20);
            x.write(0, numbers(random, 12 * 9 * 20), 0, 12 * 9 * 20);
            for (int step = 0; step < 3; step++) {
                kernels.convolve(x, filter, y);
                kernels.softmax(y, y);
                kernels.convolveBackward(y, filter, x);
                kernels.multiply(x.asMatrix(), false, weights, true, y.asMatrix());
                kernels.sumColumns(y, sums);
                kernels.addBias(y, sums.reshape(20));
                kernels.copy(y, x);
            }
            return x.toFloats();
        } finally {
            filter.free();
            weights.free();
        }
    }

    private static float[] numbers(Random random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    @Test
    void runsAtTheSameTimeDoNotDisturbEachOther() throws Exception {
        GpuDevice device = TestGpus.portable();
        List<float[]> alone = List.of(work(device, 1), work(device, 2), work(device, 3));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Callable<float[]>> tasks =
                    List.of(() -> work(device, 1), () -> work(device, 2), () -> work(device, 3));
            List<Future<float[]>> together = threads.invokeAll(tasks);
            for (int i = 0; i < together.size(); i++) {
                assertThat(together.get(i).get()).containsExactly(alone.get(i));
            }
        } finally {
            threads.shutdown();
        }
    }

    @ParameterizedTest
    @EnumSource
    void neitherTheOrderOfThreadsNorTheNumberOfMultiprocessorsMatters(KernelSet set) {
        float[] expected = work(TestGpus.with(set), 1);
        StandIn.set("seed", 0);
        assertThat(work(TestGpus.with(set), 1)).containsExactly(expected);
        StandIn.set("seed", 12345);
        StandIn.set("multiprocessors", 7);
        GpuDevice other = GpuDevice.on(GpuContext.open(StandIn.calls(), 0), set, MEMORY);
        assertThat(work(other, 1)).containsExactly(expected);
    }

    @Test
    void numbersOfOneHalfAreOfEightBits() {
        GpuDevice device = TestGpus.portable();
        float[] exact = product(device);
        float[] fast = product(device.with(Numerics.BF16));
        double error = 0;
        double size = 0;
        for (int i = 0; i < exact.length; i++) {
            error += Math.pow(exact[i] - fast[i], 2);
            size += Math.pow(exact[i], 2);
        }
        assertThat(Math.sqrt(error / size)).isBetween(5e-4, 5e-3);
        assertThat(device.with(Numerics.BF16).describe()).endsWith("in bf16");
    }

    private static float[] product(GpuDevice device) {
        Random random = new Random(1);
        try (Buffers buffers = Buffers.create(device)) {
            Tensor x = buffers.take(30, 40);
            Tensor y = buffers.take(40, 20);
            Tensor out = buffers.take(30, 20);
            x.write(0, numbers(random, 1200), 0, 1200);
            y.write(0, numbers(random, 800), 0, 800);
            device.kernels(buffers).multiply(x, false, y, false, out);
            return out.toFloats();
        }
    }

    @Test
    void aCancelledRunEndsAtItsNextTensorAndGivesItsMemoryBack() {
        GpuDevice device = TestGpus.portable();
        long before = device.allocatedBytes();
        try (Buffers dry = Buffers.dry(device)) {
            dry.take(1000).close();
            AtomicInteger asked = new AtomicInteger();
            try (Buffers buffers = Buffers.after(dry, () -> asked.incrementAndGet() > 3)) {
                assertThat(device.allocatedBytes()).isGreaterThan(before);
                assertThatThrownBy(() -> {
                            while (true) {
                                buffers.take(1000).close();
                            }
                        })
                        .isInstanceOf(CancellationException.class);
            }
        }
        assertThat(device.allocatedBytes()).isEqualTo(before);
    }
}
