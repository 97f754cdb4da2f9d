package io.github.congeal.control;

import java.util.Objects;

/**
 * The MSE-regularised method of jbustter's notebook ({@code VQGAN+CLIP_(MSE regularized z+quantize_method).ipynb} in
 * EleutherAI/vqgan-clip): adds {@code mse(z, 0) * weight / 2} to the loss, with a weight that falls to 0 in steps, and
 * restarts the optimiser after each. Large steps can then explore widely without going astray, and the picture is
 * calmer with larger shapes. To follow the notebook to the letter, also set {@code clamp-latent} to false and {@code
 * step-size} to 0.95; for its variant with {@code quantized}, {@code step-size} to 0.1 and the weight to 0.5.
 *
 * <p>One detail differs: in the notebook, rounding makes the weight 0 one of its steps too early.
 *
 * @param weight the initial weight, above 0 and at most 1e9
 * @param every the number of steps after which it falls, at least 1
 * @param epochs the number of times that it falls until it is 0, at least 1
 * @param towards what the latent is held near: {@code mse_withzeros}; the notebook uses the start with an initial
 *     picture
 * @param quantized whether, each time that the weight falls, the latent is held near its nearest codes from then on:
 *     {@code mse_quantize}
 */
public record MseRegularization(double weight, int every, int epochs, Towards towards, boolean quantized) {
    /** The notebook's values. */
    public static final MseRegularization USUAL = new MseRegularization(1.5, 50, 5, Towards.ZERO, false);

    /** The written form. */
    public static final Form<MseRegularization> FORM = Form.words(USUAL);

    /** What the latent is held near. */
    public enum Towards {
        /** Zero, which lies amid the codes. */
        ZERO,
        /** The initial latent. */
        START
    }

    /**
     * Creates a regularisation.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public MseRegularization {
        new Range(0, true, 1e9).require("weight", weight);
        Range.atLeast(1).require("every", every);
        Range.atLeast(1).require("epochs", epochs);
        Objects.requireNonNull(towards, "towards");
    }

    /**
     * Returns the weight after a number of steps. As in the notebook, it falls after the step that is the {@code
     * every}th when counted from 0.
     */
    public double weightAt(int step) {
        int fallen = step < 1 ? 0 : (step - 1) / every;
        return fallen >= epochs ? 0 : weight * (epochs - fallen) / epochs;
    }

    /** Returns whether the weight has just fallen. */
    public boolean beginsAnew(int step) {
        return step > 1 && (step - 1) % every == 0 && (step - 1) / every <= epochs;
    }

    @Override
    public String toString() {
        return FORM.write(this);
    }
}
