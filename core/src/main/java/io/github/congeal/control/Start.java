package io.github.congeal.control;

import java.util.OptionalDouble;

/** What a picture begins with if there is no initial image. */
public sealed interface Start {
    /** Random codes: the notebooks' start, and the default of published models. */
    Start RANDOM = new Random();

    /**
     * A plain background with a little noise; by default, its brightness and noise suit the model. It keeps the
     * surroundings of things quiet.
     */
    Plain PLAIN = new Plain(OptionalDouble.empty(), OptionalDouble.empty());

    /**
     * A muddy background from which a sketch of the prompt emerges during the first half of the run, pass by pass,
     * while the optimisation works on it. It needs a sketcher, which only the bundled model has. The prompt with the
     * largest positive weight is sketched, the first if several are equal; if there is none, for instance with target
     * images alone, this is {@link #PLAIN}.
     */
    Sketched SKETCHED = new Sketched("any", 1, 0.5, 8, true);

    /** Clouds of colour: {@link Perlin} noise. */
    Perlin PERLIN = new Perlin(4, 5, 0.5, 2);

    /** A soft colour gradient from side to side and from top to bottom. */
    Gradient GRADIENT = new Gradient();

    /** A random colour at each pixel, under pixray's name: {@code pixels(size=1)}. */
    Snow SNOW = new Snow();

    /** A random colour at each pixel, under the name that it has in nerdyrodent's VQGAN-CLIP. */
    Pixels PIXELS = new Pixels(1);

    /** The written form, such as {@code random} or {@code plain(ground=0.75, noise=0.05)}. */
    Form<Start> FORM = Form.words(RANDOM, PLAIN, SKETCHED, PERLIN, GRADIENT, SNOW, PIXELS);

    /**
     * Returns the same start, with the numbers that it leaves open taken from another.
     *
     * @param usual the model's start; has no effect if it is of another kind
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
     * @param ground the brightness, 0 to 1; empty for the one that suits the model
     * @param noise the standard deviation of the noise on each colour of each pixel, at least 0; empty for the one that
     *     suits the model
     */
    record Plain(OptionalDouble ground, OptionalDouble noise) implements Start {
        /**
         * Creates a plain start.
         *
         * @throws IllegalArgumentException if a number is out of range
         */
        public Plain {
            Range.between(0, 1).require("ground", ground);
            Range.atLeast(0).require("noise", noise);
        }

        /** Creates a plain start with both numbers. */
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
     * @param style the style to draw in, such as {@code fluent 3d}, {@code flat} or {@code noto}; {@code any} for the
     *     one that suits the prompt best
     * @param guidance the scale of classifier-free guidance, from 0 to 100: 0 follows the book's drawings alone, 1 the
     *     words as well, as the sketcher was trained, and more exaggerates the words
     * @param temperature the temperature of the choice among codes, above 0 and at most 100: the lower it is, the more
     *     often the likeliest code is taken
     * @param passes the number of passes in which the picture is drawn, from 1 to 1000
     * @param book whether the sketcher is given the drawings of the book that are nearest to the prompt
     */
    record Sketched(String style, double guidance, double temperature, int passes, boolean book) implements Start {
        private static final int MOST = 100;
        private static final int MOST_PASSES = 1000;

        /**
         * Creates a sketched start.
         *
         * @throws IllegalArgumentException if a number is out of range, or the style is blank
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
     * Perlin noise in several octaves (Perlin 1985, with the smoother interpolation of Perlin 2002), alike for red,
     * green and blue: coloured clouds from whose shapes the picture grows. Many cells make a fine pattern, few make
     * large patches that the picture's parts then follow. pixray begins with it by default, under the name {@code
     * pixels} ({@code pixray.py}, {@code random_noise_image}; there with 32 cells, and 3 to 6 octaves depending on the
     * size).
     *
     * @param cells the number of cells of the coarsest octave along the longer side, from 1 to 1000
     * @param octaves the number of octaves, each with twice the cells of the one before, from 1 to 16; those whose
     *     cells would be smaller than a pixel are left out
     * @param persistence the strength of an octave relative to the one before, from 0, which leaves only the first, to
     *     1
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
         * @throws IllegalArgumentException if a number is out of range
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
     * Red rising from nothing at the left, green rising from nothing at the top, blue falling from the top to little at
     * the bottom, by amounts that the seed decides: {@code init_noise gradient} of nerdyrodent's VQGAN-CLIP ({@code
     * generate.py}, {@code random_gradient_image}). The picture keeps calm surfaces in these colours.
     */
    record Gradient() implements Start {
        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /** See {@link #SNOW}. The picture begins grey and rough all over, and its start suggests no shapes. */
    record Snow() implements Start {
        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * Squares of random colours. With a size of 1 this is {@code init_noise pixels} of nerdyrodent's VQGAN-CLIP ({@code
     * generate.py}, {@code random_noise_image}); with a size of a few blocks of the model it is a mosaic, whose squares
     * become things and surfaces.
     *
     * @param size the side of a square in pixels, at least 1
     */
    record Pixels(int size) implements Start {
        /**
         * Creates a start of squares.
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
