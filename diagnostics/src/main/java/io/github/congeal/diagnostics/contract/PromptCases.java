package io.github.congeal.diagnostics.contract;

import io.github.congeal.internal.tensor.PromptTarget;
import io.github.congeal.internal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Test cases of the losses of embeddings against prompts, and of their gradient. */
final class PromptCases {
    private static final int[][] SHAPES = {
        // cutouts, width, targets of a prompt
        {1, 2, 1}, {3, 10, 4}, {16, 512, 16}
    };
    /** The number of cutouts in other chunks. */
    private static final int OTHERS = 5;

    private final List<Case> all;

    PromptCases(List<Case> all) {
        this.all = all;
    }

    void add() {
        for (int[] s : SHAPES) {
            all.add(new Case("promptLoss %s against %s, %s wide".formatted(s[0], s[2], s[1]), t -> {
                double never = Double.NEGATIVE_INFINITY;
                List<PromptTarget> prompts = List.of(
                        target(t, 1, s[1], 1, never),
                        target(t, s[2], s[1], 0.7, 1.2),
                        target(t, s[2], s[1], -0.5, -1.3),
                        target(t, 1, s[1], 0, never));
                Tensor embeddings = t.numbers(s[0], s[1]);
                Tensor sums = t.sums(prompts.size(), 1);
                t.kernels().promptLoss(embeddings, prompts, s[0] + OTHERS, sums);
                return List.of(sums, embeddings);
            }));
        }
    }

    /** A prompt with random targets. */
    static PromptTarget target(Trial t, int count, int width, double weight, double stop) {
        double[] directions = t.values((long) count * width);
        for (int from = 0; from < directions.length; from += width) {
            double square = Arrays.stream(directions, from, from + width)
                    .map(v -> v * v)
                    .sum();
            for (int i = from; i < from + width; i++) {
                directions[i] /= Math.sqrt(square);
            }
        }
        return new PromptTarget(directions, count, weight, stop);
    }
}
