package io.github.congeal.internal.guidance;

import static io.github.congeal.internal.guidance.Floats.assertClose;
import static io.github.congeal.internal.guidance.Floats.normal;
import static io.github.congeal.internal.guidance.Floats.plus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The prompt loss, computed in both ways, against torch, against known angles, and against its own differences. */
class PromptLossTest {
    private static final int WIDTH = 10;

    private record Result(double[] losses, float[] gradients) {
        double loss() {
            return losses[0];
        }
    }

    /** The losses of some embeddings, which come in chunks of as many rows at most. */
    private static Result measure(Way way, List<PromptLoss> prompts, float[] embeddings, int width, int chunk) {
        int rows = embeddings.length / width;
        double[] found = new double[prompts.size()];
        float[] gradients = new float[embeddings.length];
        try (Buffers buffers = Buffers.create(way.device())) {
            Tape tape = new Tape(buffers);
            PromptLosses losses = new PromptLosses(prompts, tape);
            // The second time shows whether anything is left of the first.
            for (int time = 0; time < 2; time++) {
                losses.begin(0);
                for (int from = 0; from < rows; from += chunk) {
                    int some = Math.min(chunk, rows - from);
                    try (Tensor part = tape.take(some, width)) {
                        part.write(0, embeddings, from * width, some * width);
                        losses.add(part, rows);
                        part.read(0, gradients, from * width, some * width);
                    }
                }
                losses.read(found);
            }
            return new Result(found, gradients);
        }
    }

    private static Result measure(Way way, PromptLoss prompt, float[] embeddings, int width) {
        return measure(way, List.of(prompt), embeddings, width, embeddings.length / width);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void valuesAndGradientsAreTorchs(int number) {
        Fixture fixture = Fixture.read("prompts");
        float[] settings = fixture.get(number + ".settings");
        PromptLoss prompt =
                new PromptLoss(fixture.get(number + ".targets"), WIDTH, Weighting.constant(settings[0], settings[1]));
        for (Way way : Way.values()) {
            Result result = measure(way, prompt, fixture.get(number + ".embeddings"), WIDTH);
            assertThat(result.loss()).isCloseTo(fixture.get(number + ".loss")[0], within(1e-6));
            assertClose(way + ", gradient", result.gradients, fixture.get(number + ".gradient"), 1e-5);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.1, 1.0814", "0.2, 0.9377", "0.3, 0.8015", "0.4, 0.6720", "0.5, 0.5483", "1, 0", "-1, 4.9348"})
    void theDistanceIsHalfTheSquaredAngle(float cosine, double distance) {
        float[] embedding = {7 * cosine, 7 * (float) Math.sqrt(1 - cosine * cosine)};
        PromptLoss prompt = new PromptLoss(new float[] {3, 0}, 2, Weighting.constant(1, Double.NEGATIVE_INFINITY));
        for (Way way : Way.values()) {
            assertThat(measure(way, prompt, embedding, 2).loss()).isCloseTo(distance, within(5e-5));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, -0.7, 2})
    void theGradientIsThatOfItsDifferences(double weight) {
        PromptLoss prompt =
                new PromptLoss(normal(3 * WIDTH, 1), WIDTH, Weighting.constant(weight, Double.NEGATIVE_INFINITY));
        float[] embeddings = normal(4 * WIDTH, 2);
        for (Way way : Way.values()) {
            float[] gradient = measure(way, prompt, embeddings, WIDTH).gradients;
            for (int i = 0; i < embeddings.length; i++) {
                float[] up = embeddings.clone();
                float[] down = embeddings.clone();
                up[i] += 1e-3f;
                down[i] -= 1e-3f;
                double difference = measure(way, prompt, up, WIDTH).loss()
                        - measure(way, prompt, down, WIDTH).loss();
                // The embeddings are single, so what was added is what the subtraction says; the rest is in double.
                assertThat((double) gradient[i]).isCloseTo(difference / (up[i] - down[i]), within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void chunksAddUpToTheWhole(Way way) {
        List<PromptLoss> prompt = List.of(new PromptLoss(normal(2 * WIDTH, 1), WIDTH, Weighting.constant(1.5, 0.4)));
        float[] embeddings = normal(5 * WIDTH, 2);
        Result whole = measure(way, prompt, embeddings, WIDTH, 5);
        for (int chunk : new int[] {1, 2, 4}) {
            Result parts = measure(way, prompt, embeddings, WIDTH, chunk);
            assertThat(parts.loss()).isCloseTo(whole.loss(), within(1e-12));
            assertClose("gradient", parts.gradients, whole.gradients, 1e-7);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theGradientIsThatOfTheSumOfAllPrompts(Way way) {
        PromptLoss prompt = new PromptLoss(normal(WIDTH, 1), WIDTH, Weighting.constant(1, Double.NEGATIVE_INFINITY));
        float[] embeddings = normal(WIDTH, 2);
        Result once = measure(way, prompt, embeddings, WIDTH);
        Result twice = measure(way, List.of(prompt, prompt), embeddings, WIDTH, 1);
        assertThat(twice.losses).containsExactly(once.loss(), once.loss());
        assertClose("gradient", twice.gradients, plus(once.gradients, 1, once.gradients), 1e-7);
    }

    @ParameterizedTest
    @EnumSource
    void theGradientIsFiniteWhereTheAngleIsNot(Way way) {
        float[] target = normal(WIDTH, 1);
        float[] opposite = target.clone();
        for (int i = 0; i < WIDTH; i++) {
            opposite[i] *= -2;
        }
        PromptLoss prompt = new PromptLoss(target, WIDTH, Weighting.constant(1, Double.NEGATIVE_INFINITY));
        for (float[] embedding : new float[][] {target, opposite, new float[WIDTH]}) {
            for (float value : measure(way, prompt, embedding, WIDTH).gradients) {
                assertThat(Math.abs(value)).isLessThan(1e-6f);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theStopHoldsTheGradientBackButNotTheValue(Way way) {
        Result result = measure(
                way, new PromptLoss(new float[] {1, 0}, 2, Weighting.constant(1, 0.5)), new float[] {1, 0.1f}, 2);
        assertThat(result.loss()).isCloseTo(Math.pow(Math.atan(0.1), 2) / 2, within(1e-8));
        assertThat(result.gradients[0]).isZero();
        assertThat(result.gradients[1]).isZero();
    }

    @Test
    void bothWaysAreTheSame() {
        int rows = 7;
        float[] embeddings = normal(rows * WIDTH, 1);
        List<PromptLoss> prompts = List.of(
                new PromptLoss(normal(WIDTH, 2), WIDTH, Weighting.constant(1, Double.NEGATIVE_INFINITY)),
                new PromptLoss(normal(rows * WIDTH, 3), WIDTH, Weighting.constant(0.7, 1.2)),
                new PromptLoss(normal(WIDTH, 4), WIDTH, Weighting.constant(-0.5, -1)),
                new PromptLoss(normal(WIDTH, 5), WIDTH, Weighting.constant(0, Double.NEGATIVE_INFINITY)));
        Result expected = measure(Way.HOST, prompts, embeddings, WIDTH, 4);
        Result actual = measure(Way.DEFAULT, prompts, embeddings, WIDTH, 4);
        assertThat(actual.losses).containsExactly(expected.losses, within(1e-12));
        assertClose("gradients", actual.gradients, expected.gradients, 1e-6);
    }
}
