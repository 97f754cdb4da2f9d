package io.github.congeal.control;

/**
 * The value of a {@link Schedule} at one place.
 *
 * @param position a step, or a percentage of the run
 * @param percent whether the position is a percentage
 * @param value the number
 */
public record Keyframe(double position, boolean percent, double value) {
    /**
     * Creates a keyframe.
     *
     * @throws IllegalArgumentException if the position is negative, not finite, or above 100 %
     */
    public Keyframe {
        Range allowed = percent ? Range.between(0, 100) : Range.atLeast(0);
        allowed.require("the place of a keyframe", position);
    }

    /** Returns a value at a step. */
    public static Keyframe atStep(int step, double value) {
        return new Keyframe(step, false, value);
    }

    /** Returns a value at a percentage of the run, 0 to 100. */
    public static Keyframe atPercent(double percent, double value) {
        return new Keyframe(percent, true, value);
    }

    /** Returns its step in a run of the given length. */
    double step(int steps) {
        return percent ? position / 100 * steps : position;
    }

    @Override
    public String toString() {
        return Numbers.write(position) + (percent ? "%" : "") + ": " + Numbers.write(value);
    }
}
