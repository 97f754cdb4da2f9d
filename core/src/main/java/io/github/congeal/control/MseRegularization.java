package io.github.congeal.control;

import java.util.Objects;

/**
 * The MSE-regularised method of jbustter's notebook ({@code VQGAN+CLIP_(MSE regularized z+quantize_method).ipynb} in
 * EleutherAI/vqgan-clip): the loss grows by {@code mse(z, 0) * weight / 2}, a weight that falls to nothing in steps, after
 * each of which the optimiser begins anew. Large steps then try much without losing themselves, and the picture comes out
 * calmer and of larger shapes. To the letter it takes {@code clamp-latent} false and a {@code step-size} of 0.95, too; in
 * the variant with {@code quantized}, 0.1 with a weight of 0.5.
 *
 * <p>One thing is not as there: rounding lets the notebook's weight become 0 one step of the weight too early.
 *
 * @param weight in the beginning, above 0 and at most 1e9
 * @param every after how many steps it falls, at least 1
 * @param epochs how often it falls until it is 0, at least 1
 * @param towards what the latent is held to: {@code mse_withzeros}; there the start is taken with an initial picture
 * @param quantized whether, each time that the weight falls, it is held to the codes nearest to the latent from then on:
 *     {@code mse_quantize}
 */
public record MseRegularization(double weight, int every, int epochs, Towards towards, boolean quantized) {
    /** That of the notebook. */
    public static final MseRegularization USUAL = new MseRegularization(1.5, 50, 5, Towards.ZERO, false);

    /** The written form. */
    public static final Form<MseRegularization> FORM = Form.words(USUAL);

    /** What the latent is held to. */
    public enum Towards {
        /** Zero, which is in the midst of the codes. */
        ZERO,
        /** The latent with which the run began. */
        START
    }

    /**
     * Makes a regularisation.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public MseRegularization {
        new Range(0, true, 1e9).require("weight", weight);
        Range.atLeast(1).require("every", every);
        Range.atLeast(1).require("epochs", epochs);
        Objects.requireNonNull(towards, "towards");
    }

    /** The weight after a number of steps. The notebook lets it fall after the step that it counts as the {@code every}th from 0. */
    public double weightAt(int step) {
        int fallen = step < 1 ? 0 : (step - 1) / every;
        return fallen >= epochs ? 0 : weight * (epochs - fallen) / epochs;
    }

    /** Whether the weight has just fallen. */
    public boolean beginsAnew(int step) {
        return step > 1 && (step - 1) % every == 0 && (step - 1) / every <= epochs;
    }

    @Override
    public String toString() {
        return FORM.write(this);
    }
}
