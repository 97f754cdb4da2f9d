package io.github.congeal.internal.guidance;

import static io.github.congeal.internal.guidance.Floats.assertClose;
import static io.github.congeal.internal.guidance.Floats.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The prompt loss against torch, against known angles, and against its own differences. */
class PromptLossTest {
    private static final int WIDTH = 10;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void valuesAndGradientsAreTorchs(int number) {
        Fixture fixture = Fixture.read("prompts");
        float[] settings = fixture.get(number + ".settings");
        PromptLoss prompt = new PromptLoss(fixture.get(number + ".targets"), WIDTH, settings[0], settings[1]);
        float[] embeddings = fixture.get(number + ".embeddings");
        float[] gradient = new float[embeddings.length];
        double loss = prompt.add(embeddings, 6, 6, gradient);
        assertThat(loss).isCloseTo(fixture.get(number + ".loss")[0], within(1e-6));
        assertClose("gradient", gradient, fixture.get(number + ".gradient"), 1e-5);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 1.0814", "0.2, 0.9377", "0.3, 0.8015", "0.4, 0.6720", "0.5, 0.5483", "1, 0", "-1, 4.9348"})
    void theDistanceIsHalfTheSquaredAngle(float cosine, double distance) {
        float[] embedding = {7 * cosine, 7 * (float) Math.sqrt(1 - cosine * cosine)};
        double loss =
                new PromptLoss(new float[] {3, 0}, 2, 1, Double.NEGATIVE_INFINITY).add(embedding, 1, 1, new float[2]);
        assertThat(loss).isCloseTo(distance, within(5e-5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, -0.7, 2})
    void theGradientIsThatOfItsDifferences(double weight) {
        PromptLoss prompt = new PromptLoss(normal(3 * WIDTH, 1), WIDTH, weight, Double.NEGATIVE_INFINITY);
        float[] embeddings = normal(4 * WIDTH, 2);
        float[] gradient = new float[embeddings.length];
        prompt.add(embeddings, 4, 4, gradient);
        for (int i = 0; i < embeddings.length; i++) {
            float[] up = embeddings.clone();
            float[] down = embeddings.clone();
            up[i] += 1e-3f;
            down[i] -= 1e-3f;
            double difference =
                    prompt.add(up, 4, 4, new float[up.length]) - prompt.add(down, 4, 4, new float[up.length]);
            // The embeddings are single, so what was added is what the subtraction says; the rest is in double.
            assertThat((double) gradient[i]).isCloseTo(difference / (up[i] - down[i]), within(1e-6));
        }
    }

    @Test
    void chunksAddUpToTheWhole() {
        PromptLoss prompt = new PromptLoss(normal(2 * WIDTH, 1), WIDTH, 1.5, 0.4);
        float[] embeddings = normal(5 * WIDTH, 2);
        float[] whole = new float[embeddings.length];
        double loss = prompt.add(embeddings, 5, 5, whole);
        double sum = 0;
        for (int k = 0; k < 5; k++) {
            float[] gradient = new float[WIDTH];
            sum += prompt.add(java.util.Arrays.copyOfRange(embeddings, k * WIDTH, (k + 1) * WIDTH), 1, 5, gradient);
            assertThat(gradient).containsExactly(java.util.Arrays.copyOfRange(whole, k * WIDTH, (k + 1) * WIDTH));
        }
        assertThat(sum).isCloseTo(loss, within(1e-12));
    }

    @Test
    void theGradientIsAddedToWhatIsThere() {
        PromptLoss prompt = new PromptLoss(normal(WIDTH, 1), WIDTH, 1, Double.NEGATIVE_INFINITY);
        float[] once = new float[WIDTH];
        float[] twice = new float[WIDTH];
        prompt.add(normal(WIDTH, 2), 1, 1, once);
        prompt.add(normal(WIDTH, 2), 1, 1, twice);
        prompt.add(normal(WIDTH, 2), 1, 1, twice);
        for (int i = 0; i < WIDTH; i++) {
            assertThat(twice[i]).isEqualTo(2 * once[i]);
        }
    }

    @Test
    void theGradientIsFiniteWhereTheAngleIsNot() {
        float[] target = normal(WIDTH, 1);
        float[] opposite = target.clone();
        for (int i = 0; i < WIDTH; i++) {
            opposite[i] *= -2;
        }
        for (float[] embedding : new float[][] {target, opposite, new float[WIDTH]}) {
            float[] gradient = new float[WIDTH];
            new PromptLoss(target, WIDTH, 1, Double.NEGATIVE_INFINITY).add(embedding, 1, 1, gradient);
            for (float value : gradient) {
                assertThat(Math.abs(value)).isLessThan(1e-6f);
            }
        }
    }

    @Test
    void theStopHoldsTheGradientBackButNotTheValue() {
        float[] target = {1, 0};
        float[] near = {1, 0.1f};
        float[] gradient = new float[2];
        double loss = new PromptLoss(target, 2, 1, 0.5).add(near, 1, 1, gradient);
        assertThat(loss).isCloseTo(Math.pow(Math.atan(0.1), 2) / 2, within(1e-8));
        assertThat(gradient).containsExactly(0, 0);
    }
}
