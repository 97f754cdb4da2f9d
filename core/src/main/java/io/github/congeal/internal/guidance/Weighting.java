package io.github.congeal.internal.guidance;

import io.github.congeal.control.Schedule;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * How much something counts after a number of steps, and from where on it leaves cutouts alone.
 *
 * @param weight how much it counts; negative to be avoided
 * @param stop the distance below which a cutout is left alone, times the sign of the weight; negative infinity for never
 */
public record Weighting(IntToDoubleFunction weight, IntToDoubleFunction stop) {
    /** The same in all steps. */
    public static Weighting constant(double weight, double stop) {
        return new Weighting(step -> weight, step -> stop);
    }

    /**
     * That of settings.
     *
     * @param stop a distance, whatever the weight's sign; empty for never
     * @param steps how many the run takes
     */
    public static Weighting of(Schedule weight, Optional<Schedule> stop, int steps) {
        IntToDoubleFunction counts = step -> weight.at(step, steps);
        IntToDoubleFunction signed = stop.<IntToDoubleFunction>map(
                        distance -> step -> (counts.applyAsDouble(step) < 0 ? -1 : 1) * distance.at(step, steps))
                .orElse(step -> Double.NEGATIVE_INFINITY);
        return new Weighting(counts, signed);
    }

    /**
     * The same with a weight that is multiplied in each step.
     *
     * @param share at least 0
     */
    public Weighting times(IntToDoubleFunction share) {
        return new Weighting(step -> share.applyAsDouble(step) * weight.applyAsDouble(step), stop);
    }
}
