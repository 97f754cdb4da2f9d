package io.github.congeal.internal.guidance;

import io.github.congeal.control.Control;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;

/**
 * The number of cutouts in each step.
 *
 * @param all the number of cutouts where the share is 1
 * @param share the fraction of {@code all} in each step
 * @param steps the number of the run's steps
 */
public record CutoutCount(int all, Schedule share, int steps) {
    /** The number that settings ask for. */
    public static CutoutCount of(Settings settings) {
        return new CutoutCount(
                settings.get(Control.CUTOUTS), settings.get(Control.CUTOUT_SHARE), settings.get(Control.ITERATIONS));
    }

    /** The same number in each step. */
    public static CutoutCount constant(int count) {
        return new CutoutCount(count, Schedule.constant(1), 1);
    }

    /** One of several nearly equal parts, of at least one cutout each. */
    public CutoutCount part(int number, int parts) {
        return new CutoutCount(Math.max(1, all / parts + (number < all % parts ? 1 : 0)), share, steps);
    }

    /** The number after {@code step} steps; at least one. */
    public int at(int step) {
        return rounded(share.at(step, steps));
    }

    /** The largest number in any step. */
    public int most() {
        return rounded(share.greatest());
    }

    private int rounded(double part) {
        return Math.max(1, (int) Math.rint(all * part));
    }
}
