package io.github.congeal.internal.vqgan;

import io.github.congeal.internal.nn.Linear;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Tape;
import java.util.random.RandomGenerator;

/**
 * Draws codes for the encoder's features, with the probabilities that a projection gives them: the maximum of the
 * logits plus Gumbel noise (Jang, Gu and Poole 2017).
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
     * A code for each position.
     *
     * @param features the positions, one after the other
     * @param random draws one number for each code of each position, in their order
     */
    int[] draw(float[] features, RandomGenerator random, Tape tape) {
        return new CodeSearch(width, codes)
                .choose(features, rows -> projection.forward(rows, tape), logits -> draw(logits, random), tape);
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
