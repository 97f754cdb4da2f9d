package io.github.congeal.control;

/**
 * When the step size is reduced because the loss no longer falls: torch's {@code ReduceLROnPlateau} on the sum of all
 * losses. Cutouts make the loss jump from step to step, so choose a generous patience. The picture is refined where it
 * would otherwise keep flickering.
 *
 * @param factor the factor of the step size each time, from 0 up to but not including 1
 * @param patience the number of consecutive steps without a new lowest loss that are tolerated, at least 0
 * @param threshold the fraction of itself by which a loss must be below the lowest one to count as lower, from 0 up to
 *     but not including 1
 * @param cooldown the number of steps afterwards that are not counted, at least 0
 * @param least the smallest step size, at least 0
 */
public record Plateau(double factor, int patience, double threshold, int cooldown, double least) {
    /** Torch's defaults. */
    public static final Plateau USUAL = new Plateau(0.1, 10, 1e-4, 0, 0);

    /** The written form, such as {@code plateau(factor=0.5, patience=20)}. */
    public static final Form<Plateau> FORM = Form.words(USUAL);

    /**
     * Creates an instance.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public Plateau {
        Range.FRACTION.require("factor", factor);
        Range.atLeast(0).require("patience", patience);
        Range.FRACTION.require("threshold", threshold);
        Range.atLeast(0).require("cooldown", cooldown);
        Range.atLeast(0).require("least", least);
    }

    /** Returns a copy with another factor. */
    public Plateau factor(double value) {
        return new Plateau(value, patience, threshold, cooldown, least);
    }

    /** Returns a copy with another patience. */
    public Plateau patience(int steps) {
        return new Plateau(factor, steps, threshold, cooldown, least);
    }

    /** Returns a copy with another threshold. */
    public Plateau threshold(double value) {
        return new Plateau(factor, patience, value, cooldown, least);
    }

    /** Returns a copy with another cooldown. */
    public Plateau cooldown(int steps) {
        return new Plateau(factor, patience, threshold, steps, least);
    }

    /** Returns a copy with another smallest step size. */
    public Plateau least(double value) {
        return new Plateau(factor, patience, threshold, cooldown, value);
    }

    @Override
    public String toString() {
        return FORM.write(this);
    }
}
