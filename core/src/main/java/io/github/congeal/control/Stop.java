package io.github.congeal.control;

import java.time.Duration;

/**
 * A condition that ends a run before all its steps are taken. The run ends when the first of several is met. Schedules
 * in per cent are not affected: they still refer to {@code iterations}.
 *
 * <p>All but {@link #deadline} depend only on the run itself, so the same seed gives the same last picture. The PNG of
 * a picture that a deadline ended records the number of steps, so that it can be made again.
 */
public sealed interface Stop {
    /** The written form, such as {@code congealed(window=40, fall=0.01)} or {@code deadline(after=1m30s)}. */
    Form<Stop> FORM = Form.words(congealed(), below(0.6), after(100), deadline(Duration.ofSeconds(30)));

    /** Stops when the scene has congealed: when the loss falls by less than 0.01 in 40 steps. */
    static Congealed congealed() {
        return new Congealed(40, 0.01);
    }

    /** Stops when the total loss is below a number. */
    static Stop below(double loss) {
        return new Below(loss);
    }

    /** Stops after a number of steps. */
    static Stop after(int steps) {
        return new After(steps);
    }

    /**
     * Stops at the end of the first step that finishes this long after the first frame was asked for. The number of
     * steps depends on the machine and its load, so the same seed may give another picture.
     */
    static Stop deadline(Duration after) {
        return new Deadline(after);
    }

    /**
     * Stops when the scene has congealed: when the mean of the later half of the last losses is not at least {@code
     * fall} below that of the earlier half. Means are used because each step has other cutouts, so the loss of an
     * unchanged picture jumps by some hundredths; a longer window is more reliable. The run continues as long as a
     * sketch is still being drawn.
     *
     * @param window the number of losses considered, at least 2; no run ends before it has taken as many steps
     * @param fall the smallest fall between the halves with which the run continues, at least 0
     */
    record Congealed(int window, double fall) implements Stop {
        /**
         * Creates an instance.
         *
         * @throws IllegalArgumentException if a number is out of range
         */
        public Congealed {
            Range.between(2, MOST).require("window", window);
            Range.atLeast(0).require("fall", fall);
        }

        private static final int MOST = 100_000;

        /** Returns a copy with another window. */
        public Congealed window(int losses) {
            return new Congealed(losses, fall);
        }

        /** Returns a copy with another smallest fall. */
        public Congealed fall(double least) {
            return new Congealed(window, least);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * See {@link Stop#below}.
     *
     * @param loss any finite number
     */
    record Below(double loss) implements Stop {
        /**
         * Creates an instance.
         *
         * @throws IllegalArgumentException if it is not finite
         */
        public Below {
            Range.FINITE.require("loss", loss);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * See {@link Stop#after}.
     *
     * @param steps at least 0
     */
    record After(int steps) implements Stop {
        /**
         * Creates an instance.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public After {
            Range.atLeast(0).require("steps", steps);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * See {@link Stop#deadline}.
     *
     * @param after the time, above 0
     */
    record Deadline(Duration after) implements Stop {
        /**
         * Creates an instance.
         *
         * @throws IllegalArgumentException if the time is not above 0
         */
        public Deadline {
            if (after == null || after.isZero() || after.isNegative()) {
                throw new IllegalArgumentException("after was %s, but must be a duration of more than 0s"
                        .formatted(after == null ? "null" : Durations.write(after)));
            }
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }
}
