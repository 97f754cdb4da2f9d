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
     * A first sketch of the prompts by a small network of the bundled model; no other model has one. Each seed gives
     * another sketch. All prompts of positive weight are sketched in one picture, by their weights; only the beginning
     * of a long prompt counts. If there is nothing to sketch, as with target images alone, this is {@link #PLAIN}.
     */
    Painted PAINTED = new Painted(OptionalDouble.empty());

    /** The written form, such as {@code random} or {@code plain(ground=0.75, noise=0.05)}. */
    Form<Start> FORM = Form.words(RANDOM, PLAIN, PAINTED);

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
     * See {@link #PAINTED}.
     *
     * @param variety the standard deviation of the noise on what is sketched, relative to the root mean square of the
     *     text's embedding, at least 0; empty for what suits the model
     */
    record Painted(OptionalDouble variety) implements Start {
        /**
         * Makes a painted start.
         *
         * @throws IllegalArgumentException if the variety is out of its range
         */
        public Painted {
            Range.atLeast(0).require("variety", variety);
        }

        /** A painted start with the given variety. */
        public Painted(double variety) {
            this(OptionalDouble.of(variety));
        }

        @Override
        public Start over(Start usual) {
            return usual instanceof Painted other && variety.isEmpty() ? other : this;
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }
}
