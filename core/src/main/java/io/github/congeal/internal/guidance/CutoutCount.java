package io.github.congeal.internal.guidance;

import io.github.congeal.control.Control;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;

/**
 * How many cutouts are looked at in each step.
 *
 * @param all as many as there may be
 * @param share the part of them that there are
 * @param steps how many steps the run takes
 */
public record CutoutCount(int all, Schedule share, int steps) {
    /** As many as settings ask for. */
    public static CutoutCount of(Settings settings) {
        return new CutoutCount(
                settings.get(Control.CUTOUTS), settings.get(Control.CUTOUT_SHARE), settings.get(Control.ITERATIONS));
    }

    /** Always the same. */
    public static CutoutCount constant(int count) {
        return new CutoutCount(count, Schedule.constant(1), 1);
    }

    /** One of several nearly equal parts, of at least one cutout each. */
    public CutoutCount part(int number, int parts) {
        return new CutoutCount(Math.max(1, all / parts + (number < all % parts ? 1 : 0)), share, steps);
    }

    /** The number after so many steps; at least one. */
    public int at(int step) {
        return rounded(share.at(step, steps));
    }

    /** The largest number that there is in any step. */
    public int most() {
        return rounded(share.greatest());
    }

    private int rounded(double part) {
        return Math.max(1, (int) Math.rint(all * part));
    }
}
