package io.github.congeal.internal.guidance;

import static io.github.congeal.internal.guidance.Floats.assertClose;
import static io.github.congeal.internal.guidance.Floats.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.TestDevices;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Prompt losses as a card computes them against those computed in Java. */
class CardPromptLossesTest {
    private static final int WIDTH = 10;
    private static final int ROWS = 7;
    private static final int CHUNK = 4;

    private record Result(double[] losses, float[] gradients) {}

    @Test
    void theyAreThoseComputedInJava() {
        float[] embeddings = normal(ROWS * WIDTH, 1);
        List<PromptLoss> prompts = List.of(
                new PromptLoss(normal(WIDTH, 2), WIDTH, 1, Double.NEGATIVE_INFINITY),
                new PromptLoss(normal(ROWS * WIDTH, 3), WIDTH, 0.7, 1.2),
                new PromptLoss(normal(WIDTH, 4), WIDTH, -0.5, -1),
                new PromptLoss(normal(WIDTH, 5), WIDTH, 0, Double.NEGATIVE_INFINITY));
        compare(prompts, embeddings);
    }

    @Test
    void theyAreTheSameWhereAnglesHaveNoDirection() {
        float[] target = normal(WIDTH, 1);
        float[] embeddings = new float[ROWS * WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            embeddings[i] = 3 * target[i];
            embeddings[WIDTH + i] = -2 * target[i];
        }
        List<PromptLoss> prompts = List.of(new PromptLoss(target, WIDTH, 1, Double.NEGATIVE_INFINITY));
        Result result = add(prompts, embeddings, TestDevices.nd4j());
        assertThat(result.losses[0]).isCloseTo(add(prompts, embeddings, TestDevices.host()).losses[0], within(1e-6));
        for (float value : result.gradients) {
            assertThat(Math.abs(value)).isLessThan(1e-6f);
        }
    }

    private static void compare(List<PromptLoss> prompts, float[] embeddings) {
        Result expected = add(prompts, embeddings, TestDevices.host());
        Result actual = add(prompts, embeddings, TestDevices.nd4j());
        assertThat(actual.losses).containsExactly(expected.losses, within(1e-12));
        assertClose("gradients", actual.gradients, expected.gradients, 1e-6);
    }

    private static Result add(List<PromptLoss> prompts, float[] embeddings, Device device) {
        try (Buffers buffers = Buffers.create(device)) {
            Tape tape = new Tape(buffers);
            PromptLosses losses = PromptLosses.of(prompts, CHUNK, WIDTH, tape);
            double[] found = new double[prompts.size()];
            float[] gradients = new float[embeddings.length];
            for (int time = 0; time < 2; time++) {
                Arrays.fill(found, Double.NaN);
                losses.begin();
                for (int from = 0; from < ROWS; from += CHUNK) {
                    int rows = Math.min(CHUNK, ROWS - from);
                    try (Tensor some = tape.take(rows, WIDTH)) {
                        some.write(0, embeddings, from * WIDTH, rows * WIDTH);
                        losses.add(some, ROWS);
                        some.read(0, gradients, from * WIDTH, rows * WIDTH);
                    }
                }
                losses.read(found);
            }
            return new Result(found, gradients);
        }
    }
}
