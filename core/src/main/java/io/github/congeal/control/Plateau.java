package io.github.congeal.control;

/**
 * When the step size is reduced because the loss no longer falls: torch's {@code ReduceLROnPlateau} on the sum of all
 * losses. Cutouts make the loss jump from step to step, so be patient. The picture is refined where it would otherwise go on
 * flickering.
 *
 * @param factor what the step size is multiplied by each time, from 0 up to but not including 1
 * @param patience after how many steps in a row without a new lowest loss, at least 0
 * @param threshold by which part of itself a loss must be below the lowest one so as to count as lower, from 0 up to but not
 *     including 1
 * @param cooldown for how many steps afterwards none is counted, at least 0
 * @param least a step size that is not gone below, at least 0
 */
public record Plateau(double factor, int patience, double threshold, int cooldown, double least) {
    /** With the numbers of torch. */
    public static final Plateau USUAL = new Plateau(0.1, 10, 1e-4, 0, 0);

    /** The written form, such as {@code plateau(factor=0.5, patience=20)}. */
    public static final Form<Plateau> FORM = Form.words(USUAL);

    /**
     * Makes one.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Plateau {
        Range.FRACTION.require("factor", factor);
        Range.atLeast(0).require("patience", patience);
        Range.FRACTION.require("threshold", threshold);
        Range.atLeast(0).require("cooldown", cooldown);
        Range.atLeast(0).require("least", least);
    }

    /** The same with another factor. */
    public Plateau factor(double value) {
        return new Plateau(value, patience, threshold, cooldown, least);
    }

    /** The same with another patience. */
    public Plateau patience(int steps) {
        return new Plateau(factor, steps, threshold, cooldown, least);
    }

    /** The same with another threshold. */
    public Plateau threshold(double value) {
        return new Plateau(factor, patience, value, cooldown, least);
    }

    /** The same with another cooldown. */
    public Plateau cooldown(int steps) {
        return new Plateau(factor, patience, threshold, steps, least);
    }

    /** The same with another least step size. */
    public Plateau least(double value) {
        return new Plateau(factor, patience, threshold, cooldown, value);
    }

    @Override
    public String toString() {
        return FORM.write(this);
    }
}
