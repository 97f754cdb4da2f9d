package io.github.congeal.internal.vqgan;

import io.github.congeal.internal.nn.Linear;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Codebook;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * Draws codes for the encoder's features with the probabilities of a projection, by the Gumbel-max trick: the code with the
 * largest logit plus Gumbel noise (Jang, Gu and Poole 2017).
 */
final class GumbelQuantizer {
    private final int width;
    private final int codes;
    private final Linear projection;

    /** A quantiser with the projection {@code proj}. */
    GumbelQuantizer(Weights weights, int width, int codes) {
        this.width = width;
        this.codes = codes;
        this.projection = Parts.pointwise(weights.at("proj"), width, codes);
    }

    /**
     * Draws a code for each position.
     *
     * @param features {@code [positions, width]}
     * @param random draws one number for each code of each position, in row-major order
     * @return the codes, {@code [positions]}
     */
    int[] draw(float[] features, RandomGenerator random, Tape tape) {
        int[] drawn = new int[features.length / width];
        float[] logits = tape.hostArrays().takeFloats(codes);
        int step = (int) Codebook.rowsAtATime(drawn.length, codes);
        for (int from = 0; from < drawn.length; from += step) {
            int rows = Math.min(step, drawn.length - from);
            Tensor part = tape.take(rows, width);
            part.write(0, features, from * width, rows * width);
            try (Tensor found = projection.forward(part, tape)) {
                for (int i = 0; i < rows; i++) {
                    found.read((long) i * codes, logits, 0, codes);
                    drawn[from + i] = draw(logits, random);
                }
            }
        }
        tape.hostArrays().giveBack(logits);
        return drawn;
    }

    private static int draw(float[] logits, RandomGenerator random) {
        int best = 0;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int n = 0; n < logits.length; n++) {
            double noise = -Math.log(-Math.log(random.nextDouble()));
            if (logits[n] + noise > greatest) {
                greatest = logits[n] + noise;
                best = n;
            }
        }
        return best;
    }
}
