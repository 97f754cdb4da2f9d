package io.github.congeal.control;

import java.time.Duration;

/**
 * When a run ends before all its steps are taken. It ends when the first of several is met. None of them changes how far a
 * schedule in per cent has come: that still counts from the steps that were asked for.
 *
 * <p>All but {@link #deadline} depend on nothing but the run itself, so that the same seed gives the same last picture. The
 * PNG of a picture that a deadline ended says after how many steps that was, so that it can be made again.
 */
public sealed interface Stop {
    /** The written form, such as {@code congealed(window=40, fall=0.01)} or {@code deadline(after=1m30s)}. */
    Form<Stop> FORM = Form.words(congealed(), below(0.6), after(100), deadline(Duration.ofSeconds(30)));

    /** When the scene has congealed: the loss falls by less than 0.01 in 40 steps. */
    static Congealed congealed() {
        return new Congealed(40, 0.01);
    }

    /** When the loss, the sum of all, is below a number. */
    static Stop below(double loss) {
        return new Below(loss);
    }

    /** After a number of steps. */
    static Stop after(int steps) {
        return new After(steps);
    }

    /**
     * When so much time has passed since the first frame was asked for: with the step that is then being made. How many
     * steps that is depends on the machine and on what else it does, so the same seed may give another picture.
     */
    static Stop deadline(Duration after) {
        return new Deadline(after);
    }

    /**
     * When the scene has congealed: of the last losses, the mean of the later half is not at least so much below that of the
     * earlier half. Means, because each step looks at other cutouts, which makes the loss of a picture that stands still jump
     * by some hundredths: the longer the window, the surer. While a sketch is still coming into the picture, the run goes on.
     *
     * @param window how many losses are looked at, at least 2; no run ends before it has taken as many steps
     * @param fall the least fall from half to half that goes on, at least 0
     */
    record Congealed(int window, double fall) implements Stop {
        /**
         * Makes one.
         *
         * @throws IllegalArgumentException if a number is out of its range
         */
        public Congealed {
            Range.between(2, MOST).require("window", window);
            Range.atLeast(0).require("fall", fall);
        }

        private static final int MOST = 100_000;

        /** The same with another window. */
        public Congealed window(int losses) {
            return new Congealed(losses, fall);
        }

        /** The same with another least fall. */
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
         * Makes one.
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
         * Makes one.
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
     * @param after longer than no time
     */
    record Deadline(Duration after) implements Stop {
        /**
         * Makes one.
         *
         * @throws IllegalArgumentException if it is not longer than no time
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
