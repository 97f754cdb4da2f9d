package io.github.congeal.control;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A loss that judges a picture beside prompts and targets: each regulariser adds its weight times a number to be
 * minimised. A weight may change during the run; a negative weight seeks the opposite. Written as {@code
 * symmetry(weight=2, about=vertical)}; components that are left out have their defaults.
 *
 * <p>For comparison: the loss of a prompt of weight 1 falls from about 1 to about 0.6. Pictures have values from 0 to
 * 1. Unless stated otherwise, regularisers are measured on the whole picture, not on cutouts.
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

    /** Returns how much it counts; from -1e9 to 1e9. */
    Schedule weight();

    private static void require(Schedule weight) {
        Range.WEIGHT.require("weight", weight.least());
        Range.WEIGHT.require("weight", weight.greatest());
    }

    /**
     * The differences between neighbours: removes specks and grit, and with a large weight leaves flat areas.
     *
     * @param form how the differences are summed
     * @param of whether they are those of the picture's pixels or of the latent's vectors
     */
    record TotalVariation(Schedule weight, Differences form, Place of) implements Regularizer {
        /** Creates a regulariser. */
        public TotalVariation {
            require(weight);
            Objects.requireNonNull(form, "form");
            Objects.requireNonNull(of, "of");
        }

        /** Creates one of {@link Differences#SQUARED} differences of the picture. */
        public TotalVariation(double weight) {
            this(Schedule.constant(weight), Differences.SQUARED, Place.PICTURE);
        }

        /** How differences dx and dy to the next pixel across and down become one number. */
        public enum Differences {
            /**
             * {@code 2 mean(dx²) + 2 mean(dy²)}: {@code TVLoss} in tnwei/vqgan-clip-app, there of the latent, with
             * weight 0.001.
             */
            SQUARED,
            /**
             * {@code mean(dx² + dy²) / 4} over all pixels, with 0 beyond the last: {@code tv_weight} of Katherine
             * Crowson's codebook sampling notebook, after Mahendran and Vedaldi 2015.
             */
            CROWSON,
            /**
             * {@code mean|dx| + mean|dy|}, which keeps edges sharper (Rudin, Osher and Fatemi 1992, along the axes).
             */
            ANISOTROPIC
        }

        /** Where neighbours are compared. */
        public enum Place {
            /** The picture. */
            PICTURE,
            /** The latent, each vector of which stands for a block of the picture. */
            LATENT
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * The mean length of the gradient of all colours, by central differences: {@code --smoothness} of pixray
     * (Losses/SmoothnessLoss.py), which measures it on cutouts. It makes soft pictures with calm areas.
     *
     * @param form what is applied to each pixel's gradient
     */
    record Smoothness(Schedule weight, Gradient form) implements Regularizer {
        /** Creates a regulariser. */
        public Smoothness {
            require(weight);
            Objects.requireNonNull(form, "form");
        }

        /** Creates one of form {@link Gradient#PLAIN}. */
        public Smoothness(double weight) {
            this(Schedule.constant(weight), Gradient.PLAIN);
        }

        /** What is applied to the length of each pixel's gradient before the mean is taken. */
        public enum Gradient {
            /** Nothing. */
            PLAIN,
            /** A limit of 0.5, which leaves strong edges alone. */
            CLIPPED,
            /** The logarithm of 1 plus the length, so that strong edges count less. */
            LOG
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * Minus a fifth of the colourfulness of Hasler and Süsstrunk (2003), which is the deviation of red against green
     * and yellow against blue plus 0.3 of their mean: {@code --saturation} of pixray (Losses/SaturationLoss.py), which
     * measures it on cutouts. It makes colours vivid; a negative weight makes them pale.
     */
    record Saturation(Schedule weight) implements Regularizer {
        /** Creates a regulariser. */
        public Saturation {
            require(weight);
        }

        /** Creates one with a constant weight. */
        public Saturation(double weight) {
            this(Schedule.constant(weight));
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * Minus the standard deviation of brightness (RMS contrast, Peli 1990; brightness by Rec. 709): makes light parts
     * lighter and dark parts darker. A negative weight makes pictures flat.
     */
    record Contrast(Schedule weight) implements Regularizer {
        /** Creates a regulariser. */
        public Contrast {
            require(weight);
        }

        /** Creates one with a constant weight. */
        public Contrast(double weight) {
            this(Schedule.constant(weight));
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * The mean square of how far values lie outside {@code margin} to {@code 1 - margin}: prevents blown-out highlights
     * and blocked shadows. With a margin of 0 nothing lies outside, since pictures end at 0 and 1.
     *
     * @param margin from 0 to 0.5
     */
    record Gamut(Schedule weight, double margin) implements Regularizer {
        private static final double USUAL = 0.1;

        /**
         * Creates a regulariser.
         *
         * @throws IllegalArgumentException if the margin is out of range
         */
        public Gamut {
            require(weight);
            Range.between(0, 0.5).require("margin", margin);
        }

        /** Creates one with a margin of 0.1. */
        public Gamut(double weight) {
            this(Schedule.constant(weight), USUAL);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * The mean squared difference between the picture and its mirrored or turned copy: {@code --symmetry_weight} of
     * pixray (Losses/SymmetryLoss.py), which has only the vertical axis. It makes kaleidoscopes, masks and ornaments.
     *
     * @param about the axis or centre of the symmetry
     */
    record Symmetry(Schedule weight, Axis about) implements Regularizer {
        /** Creates a regulariser. */
        public Symmetry {
            require(weight);
            Objects.requireNonNull(about, "about");
        }

        /** Creates one with left and right alike. */
        public Symmetry(double weight) {
            this(Schedule.constant(weight), Axis.VERTICAL);
        }

        /** The axis or centre of a symmetry. */
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
     * The mean squared difference from a colour along each border and in the whole picture: {@code EdgeLoss} of pixray
     * (Losses/EdgeLoss.py: weight 2, white, 10 pixels, 0.5 everywhere). It makes a frame, or sets a thing on a plain
     * background.
     *
     * @param colour the colour of the frame
     * @param left the width of the frame on the left in pixels; 0 for none
     * @param right likewise on the right
     * @param top likewise at the top
     * @param bottom likewise at the bottom
     * @param everywhere how much the whole picture is pulled towards the colour, from 0 to 1e9
     */
    record Edges(Schedule weight, Colour colour, int left, int right, int top, int bottom, double everywhere)
            implements Regularizer {
        private static final int USUAL = 10;

        /**
         * Creates a regulariser.
         *
         * @throws IllegalArgumentException if a number is out of range
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

        /** Creates one with a frame of 10 white pixels. */
        public Edges(double weight) {
            this(Schedule.constant(weight), Colour.WHITE, USUAL, USUAL, USUAL, USUAL, 0);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * The mean distance of the pixels from the nearest of the given colours: {@code PaletteLoss} of pixray
     * (Losses/PaletteLoss.py), which measures it on cutouts and multiplies it by a tenth of their number. It makes
     * posters and prints.
     */
    record Palette(Schedule weight, Colours colours) implements Regularizer, Pictured<Palette> {
        /** Creates a regulariser. */
        public Palette {
            require(weight);
            Objects.requireNonNull(colours, "colours");
        }

        /** Creates one with a constant weight. */
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
     * Minus the mean aesthetic score of the cutouts, about 0 to 10 each, as predicted by a linear head over CLIP's
     * normalised embeddings: LAION's {@code sa_0_4_vit_b_32_linear.pth} for OpenAI's ViT-B/32
     * (LAION-AI/aesthetic-predictor), or a similar head. CLIP embeds the cutouts once for this and the prompts.
     *
     * @param head the path of the file, with the tensors {@code weight} and {@code bias}
     */
    record Aesthetic(Schedule weight, String head) implements Regularizer {
        /**
         * Creates a regulariser. The file is read when the generation is built.
         *
         * @throws IllegalArgumentException if the path is blank
         */
        public Aesthetic {
            require(weight);
            if (head.isBlank()) {
                throw new IllegalArgumentException("head was blank, but must be the path of a file");
            }
            head = PathForm.path(head).toAbsolutePath().toString();
        }

        /** Creates one with a constant weight. */
        public Aesthetic(double weight, String head) {
            this(Schedule.constant(weight), head);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }
}
