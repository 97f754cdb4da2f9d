package io.github.congeal.control;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What a picture is judged by beside prompts and targets: each adds its weight times a number that the optimiser makes
 * small. A weight may change in the course of the run, and where it is negative the opposite is sought. Written as
 * {@code symmetry(weight=2, about=vertical)}; what is left out has its usual value.
 *
 * <p>For comparison: the loss of a prompt of weight 1 goes from about 1 down to about 0.6. Pictures have values from 0 to
 * 1. Unless something else is said, numbers are measured on the whole picture, not on cutouts.
 */
public sealed interface Regularizer {
    /** The written form. */
    Form<Regularizer> FORM = Form.words(
            new TotalVariation(20),
            new Smoothness(5),
            new Saturation(3),
            new Contrast(3),
            new Gamut(20),
            new Symmetry(10),
            new Edges(5),
            new Palette(2, Colours.of(Colour.of(0), Colour.WHITE)),
            new Aesthetic(0.1, "sa_0_4_vit_b_32_linear.pth"));

    /** How much it counts; from -1e9 to 1e9. */
    Schedule weight();

    private static void require(Schedule weight) {
        Range.WEIGHT.require("weight", weight.least());
        Range.WEIGHT.require("weight", weight.greatest());
    }

    /**
     * How much neighbours differ: it wipes out specks and grit, and with much weight leaves flat areas.
     *
     * @param form how the differences are added up
     * @param of whether those of the picture's pixels or of the latent's places
     */
    record TotalVariation(Schedule weight, Differences form, Place of) implements Regularizer {
        /** Makes a regulariser. */
        public TotalVariation {
            require(weight);
            Objects.requireNonNull(form, "form");
            Objects.requireNonNull(of, "of");
        }

        /** The {@link Differences#SQUARED} ones of the picture. */
        public TotalVariation(double weight) {
            this(Schedule.constant(weight), Differences.SQUARED, Place.PICTURE);
        }

        /** How differences dx and dy to the next pixel across and down become one number. */
        public enum Differences {
            /** {@code 2 mean(dx²) + 2 mean(dy²)}: {@code TVLoss} in tnwei/vqgan-clip-app, there of the latent, weighted 0.001. */
            SQUARED,
            /**
             * {@code mean(dx² + dy²) / 4} over all pixels, with 0 behind the last: {@code tv_weight} of Katherine Crowson's
             * codebook sampling notebook, after Mahendran and Vedaldi 2015.
             */
            CROWSON,
            /** {@code mean|dx| + mean|dy|}, which keeps edges sharper (Rudin, Osher and Fatemi 1992, along the axes). */
            ANISOTROPIC
        }

        /** Where neighbours are compared. */
        public enum Place {
            /** The picture. */
            PICTURE,
            /** The latent, each place of which stands for a block of the picture. */
            LATENT
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * The mean length of the gradient of all colours, by central differences: {@code --smoothness} of pixray
     * (Losses/SmoothnessLoss.py), which measures it on cutouts. It makes soft pictures of calm areas.
     *
     * @param form what is done to each pixel's gradient
     */
    record Smoothness(Schedule weight, Gradient form) implements Regularizer {
        /** Makes a regulariser. */
        public Smoothness {
            require(weight);
            Objects.requireNonNull(form, "form");
        }

        /** The {@link Gradient#PLAIN} one. */
        public Smoothness(double weight) {
            this(Schedule.constant(weight), Gradient.PLAIN);
        }

        /** What is done to the length of each pixel's gradient before the mean is taken. */
        public enum Gradient {
            /** Nothing. */
            PLAIN,
            /** It is at most 0.5, so that strong edges are left alone. */
            CLIPPED,
            /** The logarithm of 1 plus it, so that strong edges count less. */
            LOG
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * Minus a fifth of the colourfulness of Hasler and Süsstrunk (2003), which is the deviation of red against green and
     * yellow against blue plus 0.3 of their mean: {@code --saturation} of pixray (Losses/SaturationLoss.py), which
     * measures it on cutouts. It makes colours strong; a negative weight makes them pale.
     */
    record Saturation(Schedule weight) implements Regularizer {
        /** Makes a regulariser. */
        public Saturation {
            require(weight);
        }

        /** One whose weight does not change. */
        public Saturation(double weight) {
            this(Schedule.constant(weight));
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * Minus the standard deviation of brightness (RMS contrast, Peli 1990; brightness by Rec. 709): it makes light parts
     * lighter and dark parts darker; a negative weight makes pictures flat.
     */
    record Contrast(Schedule weight) implements Regularizer {
        /** Makes a regulariser. */
        public Contrast {
            require(weight);
        }

        /** One whose weight does not change. */
        public Contrast(double weight) {
            this(Schedule.constant(weight));
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * The mean square of how far values lie outside of {@code margin} to {@code 1 - margin}: it keeps colours from being
     * burnt out or drowned. With a margin of 0 there is nothing outside, as pictures end at 0 and 1.
     *
     * @param margin from 0 to 0.5
     */
    record Gamut(Schedule weight, double margin) implements Regularizer {
        private static final double USUAL = 0.1;

        /**
         * Makes a regulariser.
         *
         * @throws IllegalArgumentException if the margin is out of its range
         */
        public Gamut {
            require(weight);
            Range.between(0, 0.5).require("margin", margin);
        }

        /** One with a margin of 0.1. */
        public Gamut(double weight) {
            this(Schedule.constant(weight), USUAL);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * The mean squared difference between the picture and its image in a mirror, or turned: {@code --symmetry_weight} of
     * pixray (Losses/SymmetryLoss.py), which knows the vertical axis. It makes kaleidoscopes, masks, ornaments.
     *
     * @param about what it is mirrored at or turned about
     */
    record Symmetry(Schedule weight, Axis about) implements Regularizer {
        /** Makes a regulariser. */
        public Symmetry {
            require(weight);
            Objects.requireNonNull(about, "about");
        }

        /** Left and right alike. */
        public Symmetry(double weight) {
            this(Schedule.constant(weight), Axis.VERTICAL);
        }

        /** What a picture may be symmetrical about. */
        public enum Axis {
            /** The vertical axis: left and right alike. */
            VERTICAL,
            /** The horizontal axis: upper and lower half alike. */
            HORIZONTAL,
            /** The centre, by half a turn. */
            HALF_TURN,
            /** The centre, by a quarter of a turn, for square pictures. */
            QUARTER_TURN
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * The mean squared difference from a colour along each border, and in all of the picture: {@code EdgeLoss} of pixray
     * (Losses/EdgeLoss.py: weight 2, white, 10 pixels, 0.5 everywhere). It makes a frame, or sets a thing on a plain
     * ground.
     *
     * @param colour the frame's
     * @param left how many pixels wide the frame is on the left; 0 for none
     * @param right likewise
     * @param top likewise
     * @param bottom likewise
     * @param everywhere how much all of the picture is drawn towards the colour, from 0 to 1e9
     */
    record Edges(Schedule weight, Colour colour, int left, int right, int top, int bottom, double everywhere)
            implements Regularizer {
        private static final int USUAL = 10;

        /**
         * Makes a regulariser.
         *
         * @throws IllegalArgumentException if a number is out of its range
         */
        public Edges {
            require(weight);
            Objects.requireNonNull(colour, "colour");
            Range.atLeast(0).require("left", left);
            Range.atLeast(0).require("right", right);
            Range.atLeast(0).require("top", top);
            Range.atLeast(0).require("bottom", bottom);
            Range.between(0, 1e9).require("everywhere", everywhere);
        }

        /** A frame of 10 white pixels. */
        public Edges(double weight) {
            this(Schedule.constant(weight), Colour.WHITE, USUAL, USUAL, USUAL, USUAL, 0);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * The mean distance of the pixels from the nearest of some colours: {@code PaletteLoss} of pixray
     * (Losses/PaletteLoss.py), which measures it on cutouts and multiplies it by their number through 10. It makes posters
     * and prints.
     */
    record Palette(Schedule weight, Colours colours) implements Regularizer, Pictured<Palette> {
        /** Makes a regulariser. */
        public Palette {
            require(weight);
            Objects.requireNonNull(colours, "colours");
        }

        /** One whose weight does not change. */
        public Palette(double weight, Colours colours) {
            this(Schedule.constant(weight), colours);
        }

        @Override
        public List<ImageSource> pictures() {
            return colours.picture().stream().toList();
        }

        @Override
        public Palette with(UnaryOperator<ImageSource> reading) {
            return colours.picture()
                    .map(reading)
                    .map(read -> new Palette(weight, colours.read(read.image().orElseThrow())))
                    .orElse(this);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * Minus the mean beauty of the cutouts, about 0 to 10 for each, as a linear head over CLIP's normalised embeddings
     * tells it: LAION's {@code sa_0_4_vit_b_32_linear.pth} for OpenAI's ViT-B/32 (LAION-AI/aesthetic-predictor), and heads
     * like it. CLIP sees the cutouts once for this and the prompts.
     *
     * @param head the path of the file, with the tensors {@code weight} and {@code bias}
     */
    record Aesthetic(Schedule weight, String head) implements Regularizer {
        /**
         * Makes a regulariser; the file is read when the generation is built.
         *
         * @throws IllegalArgumentException if the path is blank
         */
        public Aesthetic {
            require(weight);
            if (head.isBlank()) {
                throw new IllegalArgumentException("head was blank, but must be the path of a file");
            }
            head = Path.of(head).toAbsolutePath().toString();
        }

        /** One whose weight does not change. */
        public Aesthetic(double weight, String head) {
            this(Schedule.constant(weight), head);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }
}
