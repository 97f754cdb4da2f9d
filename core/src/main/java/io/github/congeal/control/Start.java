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

    /** Clouds of colour: {@link Perlin} noise. */
    Perlin PERLIN = new Perlin(4, 5, 0.5, 2);

    /** A soft passage of colour from side to side and from top to bottom. */
    Gradient GRADIENT = new Gradient();

    /** A random colour at each pixel, under the name that pixray gives it: {@code pixels(size=1)}. */
    Snow SNOW = new Snow();

    /** A random colour at each pixel, under the name that nerdyrodent's VQGAN-CLIP gives it. */
    Pixels PIXELS = new Pixels(1);

    /** The written form, such as {@code random} or {@code plain(ground=0.75, noise=0.05)}. */
    Form<Start> FORM = Form.words(RANDOM, PLAIN, SKETCHED, PERLIN, GRADIENT, SNOW, PIXELS);

    /**
     * The same start, with each number that it leaves open taken from the given one.
     *
     * @param usual the model's; without effect if it is a start of another kind
     */
    default Start over(Start usual) {
        return this;
    }

    /** See {@link #RANDOM}. */
    record Random() implements Start {
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
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * Perlin noise in several octaves (Perlin 1985, with the smoother passages of his of 2002), for red, green and blue
     * alike: coloured clouds, out of whose shapes the picture grows. Many cells make a fine pattern all over it, few make
     * large patches that its parts then follow. This is what pixray begins with by default, under the name of {@code
     * pixels} ({@code pixray.py}, {@code random_noise_image}; there cells is 32, octaves 3 to 6 by size).
     *
     * @param cells how many cells the coarsest octave has along the longer side, from 1 to 1000
     * @param octaves how many octaves there are, each with twice the cells of the one before, from 1 to 16; those whose
     *     cells would be smaller than a pixel are left out
     * @param persistence how strong an octave is, compared with the one before: from 0, which leaves only the first, to 1
     * @param contrast how far colours are pushed to their extremes: 1 leaves them as they are, 2 as in pixray, 0 makes
     *     everything grey; at most 100
     */
    record Perlin(int cells, int octaves, double persistence, double contrast) implements Start {
        private static final int MOST_CELLS = 1000;
        private static final int MOST_OCTAVES = 16;
        private static final int MOST_CONTRAST = 100;

        /**
         * Makes a start of Perlin noise.
         *
         * @throws IllegalArgumentException if a number is out of its range
         */
        public Perlin {
            Range.between(1, MOST_CELLS).require("cells", cells);
            Range.between(1, MOST_OCTAVES).require("octaves", octaves);
            Range.between(0, 1).require("persistence", persistence);
            Range.between(0, MOST_CONTRAST).require("contrast", contrast);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * Red from nothing at the left to some at the right, green from nothing at the top to some at the bottom, blue from
     * some at the top to little at the bottom, as much as the seed says: nerdyrodent's VQGAN-CLIP's {@code init_noise
     * gradient} ({@code generate.py}, {@code random_gradient_image}). The picture keeps calm surfaces, in these colours.
     */
    record Gradient() implements Start {
        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /** See {@link #SNOW}. The picture begins grey and rough all over, and takes no shape from its beginning. */
    record Snow() implements Start {
        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * Squares of random colours. With a size of 1 these are {@code init_noise pixels} of nerdyrodent's VQGAN-CLIP ({@code
     * generate.py}, {@code random_noise_image}); of a few blocks of the model they are a mosaic, whose squares the picture
     * takes for things and surfaces.
     *
     * @param size the side of a square in pixels, at least 1
     */
    record Pixels(int size) implements Start {
        /**
         * Makes a start of squares.
         *
         * @throws IllegalArgumentException if the size is below 1
         */
        public Pixels {
            Range.atLeast(1).require("size", size);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }
}
