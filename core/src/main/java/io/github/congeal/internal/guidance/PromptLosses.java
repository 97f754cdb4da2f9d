package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.PromptTarget;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.List;

/** The losses of all prompts, summed over chunks of cutouts' embeddings. */
public final class PromptLosses {
    private final List<PromptLoss> prompts;
    private final Tape tape;
    /** The sums, in float64, {@code [prompts, 1]}. */
    private final Tensor sums;

    private List<PromptTarget> targets = List.of();

    /** The losses of the given prompts. */
    public PromptLosses(List<PromptLoss> prompts, Tape tape) {
        this.prompts = List.copyOf(prompts);
        this.tape = tape;
        this.sums = tape.take(Precision.DOUBLE, Math.max(1, prompts.size()), 1);
    }

    /**
     * Resets the sums.
     *
     * @param step the number of steps taken before, on which weights and stops may depend
     */
    public void begin(int step) {
        targets = prompts.stream().map(prompt -> prompt.target(step)).toList();
        tape.kernels().fill(sums, 0);
    }

    /**
     * Adds a chunk's part of the losses.
     *
     * @param embeddings the embeddings of its cutouts, {@code [rows, width]}, not normalised; overwritten with the
     *     gradient of the sum of the losses with respect to them
     * @param total the number of the step's cutouts
     */
    public void add(Tensor embeddings, int total) {
        tape.kernels().promptLoss(embeddings, targets, total, sums);
    }

    /**
     * Reads the sums so far.
     *
     * @param losses its first elements are overwritten with the losses of the prompts
     */
    public void read(double[] losses) {
        System.arraycopy(sums.toDoubles(), 0, losses, 0, prompts.size());
    }
}
