package io.github.congeal.control;

import java.util.OptionalDouble;

/** What a picture begins with if there is no initial image. */
public sealed interface Start {
    /** Random codes: the notebooks' start, and the default of published models. */
    Start RANDOM = new Random();

    /**
     * A plain ground with a little noise; brightness and noise are those that suit the model. It keeps the surroundings
     * of things quiet.
     */
    Plain PLAIN = new Plain(OptionalDouble.empty(), OptionalDouble.empty());

    /**
     * Mud out of which a sketch of the prompt comes in the first half of the run, pass by pass, while the optimisation
     * goes on from what there is. It takes a sketcher, which the bundled model has and no other. The prompt of the largest
     * positive weight is sketched, the first of equal ones. Where there is none, as with nothing but target images, this
     * is {@link #PLAIN}.
     */
    Sketched SKETCHED = new Sketched("any", 1, 0.5, 8, true);

    /** The written form, such as {@code random} or {@code plain(ground=0.75, noise=0.05)}. */
    Form<Start> FORM = Form.words(RANDOM, PLAIN, SKETCHED);

    /**
     * The same start, with each number that it leaves open taken from the given one.
     *
     * @param usual the model's; without effect if it is a start of another kind
     */
    Start over(Start usual);

    /** See {@link #RANDOM}. */
    record Random() implements Start {
        @Override
        public Start over(Start usual) {
            return this;
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * See {@link #PLAIN}.
     *
     * @param ground the brightness, 0 to 1; empty for what suits the model
     * @param noise the standard deviation of the noise on each colour of each pixel, at least 0; empty for what suits
     *     the model
     */
    record Plain(OptionalDouble ground, OptionalDouble noise) implements Start {
        /**
         * Makes a plain start.
         *
         * @throws IllegalArgumentException if a number is out of its range
         */
        public Plain {
            Range.between(0, 1).require("ground", ground);
            Range.atLeast(0).require("noise", noise);
        }

        /** A plain start with both numbers. */
        public Plain(double ground, double noise) {
            this(OptionalDouble.of(ground), OptionalDouble.of(noise));
        }

        @Override
        public Start over(Start usual) {
            return usual instanceof Plain other
                    ? new Plain(ground.isPresent() ? ground : other.ground, noise.isPresent() ? noise : other.noise)
                    : this;
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * See {@link #SKETCHED}.
     *
     * @param style the style to draw in, such as {@code fluent 3d}, {@code flat} or {@code noto}; {@code any} for the one
     *     that suits the prompt best
     * @param guidance how far to go from what the book suggests towards what the words say, from 0 to 100; 1 as the
     *     sketcher was trained
     * @param temperature of the choice among codes, above 0 and at most 100: the lower, the more often the likeliest is
     *     taken
     * @param passes in how many passes the picture is drawn, from 1 to 1000
     * @param book whether the drawings of the book that are nearest to the prompt are looked at
     */
    record Sketched(String style, double guidance, double temperature, int passes, boolean book) implements Start {
        private static final int MOST = 100;
        private static final int MOST_PASSES = 1000;

        /**
         * Makes a sketched start.
         *
         * @throws IllegalArgumentException if a number is out of its range, or the style is blank
         */
        public Sketched {
            if (style.isBlank()) {
                throw new IllegalArgumentException("style was blank, but must be a style's name, or any");
            }
            Range.between(0, MOST).require("guidance", guidance);
            new Range(0, true, MOST).require("temperature", temperature);
            Range.between(1, MOST_PASSES).require("passes", passes);
        }

        @Override
        public Start over(Start usual) {
            return this;
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }
}
