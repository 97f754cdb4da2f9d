package io.github.congeal.internal.guidance;

import io.github.congeal.control.Schedule;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * The weight of a prompt or target in each step, and the distance at which its gradient ends.
 *
 * @param weight the weight after a number of steps; negative drives the picture away
 * @param stop the distance times the sign of the weight; a cutout whose distance, times that sign, is below it has no
 *     gradient; negative infinity for none
 */
public record Weighting(IntToDoubleFunction weight, IntToDoubleFunction stop) {
    /** The same weight and stop in all steps. */
    public static Weighting constant(double weight, double stop) {
        return new Weighting(step -> weight, step -> stop);
    }

    /**
     * The weighting of settings.
     *
     * @param stop the distance, regardless of the weight's sign; empty for none
     * @param steps the number of the run's steps
     */
    public static Weighting of(Schedule weight, Optional<Schedule> stop, int steps) {
        IntToDoubleFunction counts = step -> weight.at(step, steps);
        IntToDoubleFunction signed = stop.<IntToDoubleFunction>map(
                        distance -> step -> (counts.applyAsDouble(step) < 0 ? -1 : 1) * distance.at(step, steps))
                .orElse(step -> Double.NEGATIVE_INFINITY);
        return new Weighting(counts, signed);
    }

    /**
     * The same weighting with its weight multiplied by a factor in each step.
     *
     * @param share the factor, at least 0
     */
    public Weighting times(IntToDoubleFunction share) {
        return new Weighting(step -> share.applyAsDouble(step) * weight.applyAsDouble(step), stop);
    }
}
