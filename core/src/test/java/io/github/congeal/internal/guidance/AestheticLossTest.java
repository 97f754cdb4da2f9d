package io.github.congeal.internal.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The loss of a head over embeddings, against arithmetic in double and its differences. */
class AestheticLossTest {
    private static final int ROWS = 5;
    private static final int WIDTH = 8;
    private static final float[] WEIGHTS = Floats.normal(WIDTH, 1);

    private record Result(double loss, float[] gradient) {}

    private static Result measure(Way way, float[] embeddings, int chunk) {
        try (Buffers buffers = Buffers.create(way.device())) {
            Tape tape = new Tape(buffers);
            AestheticLoss loss = new AestheticLoss(new AestheticHead(WEIGHTS, 3, step -> 2 * step), tape);
            loss.begin(1, ROWS);
            float[] gradients = new float[ROWS * WIDTH];
            for (int from = 0; from < ROWS; from += chunk) {
                int rows = Math.min(chunk, ROWS - from);
                try (Tensor part = tape.take(rows, WIDTH);
                        Tensor gradient = tape.take(rows, WIDTH)) {
                    part.write(0, embeddings, from * WIDTH, rows * WIDTH);
                    tape.kernels().fill(gradient, 0);
                    loss.add(part, ROWS, gradient);
                    gradient.read(0, gradients, from * WIDTH, rows * WIDTH);
                }
            }
            return new Result(loss.read(), gradients);
        }
    }

    private static double expected(float... embeddings) {
        double sum = 0;
        for (int r = 0; r < ROWS; r++) {
            double product = 0;
            double squares = 0;
            for (int i = 0; i < WIDTH; i++) {
                product += (double) embeddings[r * WIDTH + i] * WEIGHTS[i];
                squares += (double) embeddings[r * WIDTH + i] * embeddings[r * WIDTH + i];
            }
            sum += product / Math.sqrt(squares) + 3;
        }
        return -2 * sum / ROWS;
    }

    @ParameterizedTest
    @EnumSource
    void isMinusTheMeanScoreAndItsGradientThatOfItsDifferences(Way way) {
        float[] embeddings = Floats.normal(ROWS * WIDTH, 2);
        Result result = measure(way, embeddings, 2);
        assertThat(result.loss).isCloseTo(expected(embeddings), within(1e-5));
        for (int i = 0; i < embeddings.length; i++) {
            float[] up = embeddings.clone();
            float[] down = embeddings.clone();
            up[i] += 1e-3f;
            down[i] -= 1e-3f;
            double difference = (expected(up) - expected(down)) / (up[i] - down[i]);
            assertThat((double) result.gradient[i]).isCloseTo(difference, within(1e-5));
        }
        Result whole = measure(way, embeddings, ROWS);
        Floats.assertClose("gradient in chunks", result.gradient, whole.gradient, 1e-6);
    }
}
