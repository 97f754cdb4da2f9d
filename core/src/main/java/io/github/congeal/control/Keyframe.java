package io.github.congeal.control;

/**
 * A number that a {@link Schedule} has at one place.
 *
 * @param position a step, or a part of the run in per cent
 * @param percent which of the two
 * @param value the number
 */
public record Keyframe(double position, boolean percent, double value) {
    /**
     * Makes a keyframe.
     *
     * @throws IllegalArgumentException if the position is negative or not finite, or above 100 per cent
     */
    public Keyframe {
        Range allowed = percent ? Range.between(0, 100) : Range.atLeast(0);
        allowed.require("the place of a keyframe", position);
    }

    /** A number at a step. */
    public static Keyframe atStep(int step, double value) {
        return new Keyframe(step, false, value);
    }

    /** A number at a part of the run, 0 to 100. */
    public static Keyframe atPercent(double percent, double value) {
        return new Keyframe(percent, true, value);
    }

    /** The step where it is. */
    double step(int steps) {
        return percent ? position / 100 * steps : position;
    }

    @Override
    public String toString() {
        return Numbers.write(position) + (percent ? "%" : "") + ": " + Numbers.write(value);
    }
}
