package io.github.congeal.internal.nn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Padding;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A small network as a whole: memory, repetition, threads. */
class RunTest {
    private static final long[] INPUT = {2, 8, 6, 8};

    private final Weights weights = new Weights(new AnyWeights(), Devices.automatic());
    private final Layer network = new Sequence(List.of(
            new Conv2d(weights.at("in"), 8, 16, 3),
            new GroupNorm(weights.at("norm1"), 16, 4, 1e-6, true),
            new Conv2d(weights.at("down"), 16, 16, 3, 2, Padding.AFTER),
            new Upsample(),
            new Relu(),
            new AveragePool(2),
            new Swish(Swish.QUICK_GELU),
            new Tokens(4, 3),
            new LayerNorm(weights.at("norm2"), 16),
            new Linear(weights.at("linear"), 16, 3 * 16),
            new Attention(4)));

    @AfterEach
    void free() {
        weights.close();
    }

    @Test
    void aDryRunNeedsWhatTheRealRunNeeds() {
        Buffers dry = Buffers.dry(Devices.automatic());
        run(new Tape(dry), 1);
        try (Buffers real = Buffers.after(dry)) {
            run(new Tape(real), 1);
            assertThat(dry.bytes()).isEqualTo(real.bytes());
            assertThat(dry.created()).isEqualTo(real.created());
        }
    }

    @Test
    void everyRunIsTheSameBitForBitAndCreatesNothingNew() {
        try (Buffers buffers = Buffers.create(Devices.automatic())) {
            Tape tape = new Tape(buffers);
            float[] first = run(tape, 1);
            int created = buffers.created();
            for (int i = 0; i < 5; i++) {
                assertThat(run(tape, 1)).isEqualTo(first);
            }
            assertThat(buffers.created()).isEqualTo(created);
        }
    }

    @Test
    void threadsShareLayers() throws Exception {
        int threads = 4;
        List<float[]> expected = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            expected.add(runAlone(i, 1));
        }
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<float[]>> tasks = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int seed = i;
                tasks.add(() -> runAlone(seed, 20));
            }
            List<Future<float[]>> results = executor.invokeAll(tasks);
            for (int i = 0; i < threads; i++) {
                assertThat(results.get(i).get()).isEqualTo(expected.get(i));
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private float[] runAlone(int seed, int times) {
        try (Buffers buffers = Buffers.create(Devices.automatic())) {
            Tape tape = new Tape(buffers);
            float[] result = {};
            for (int i = 0; i < times; i++) {
                result = run(tape, seed);
            }
            return result;
        }
    }

    /** The gradient for an input and a functional that the seed chooses. */
    private float[] run(Tape tape, int seed) {
        Tensor out = network.forward(numbers(tape, "input" + seed, INPUT), tape);
        Tensor functional = numbers(tape, "functional" + seed, out.shape());
        out.close();
        try (Tensor gradient = network.backward(functional, tape)) {
            return gradient.toFloats();
        }
    }

    private static Tensor numbers(Tape tape, String name, long... shape) {
        Tensor tensor = tape.take(shape);
        tensor.write(0, HashWeights.values(name, tensor.length(), 1), 0, (int) tensor.length());
        return tensor;
    }

    /** Pictures {@code [N, H, W, C]} as tokens {@code [N, H * W, C]}. */
    private record Tokens(long height, long width) implements Layer {
        @Override
        public Tensor forward(Tensor input, Tape tape) {
            return input.reshape(input.dimension(0), height * width, input.dimension(3));
        }

        @Override
        public Tensor backward(Tensor gradient, Tape tape) {
            return gradient.reshape(gradient.dimension(0), height, width, gradient.dimension(2));
        }
    }
}
