package io.github.congeal.control;

import java.util.List;
import java.util.OptionalInt;

/**
 * How the cutouts are made that CLIP judges: parts of the picture, scaled to CLIP's resolution and then augmented. Each
 * method has augmentations of its own, which {@link Control#AUGMENTATIONS} replaces.
 *
 * <p>Methods that crop have three parameters. Sizes lie between {@code smallest} and the picture's shorter side; a
 * larger {@code power} makes more of them small, so that the picture has more and smaller things. With {@code aspect}
 * crops are squares; otherwise they have the picture's shape and are squashed. Methods that pool show the whole picture
 * each time; each pixel is half the mean and half the maximum of the pixels that it covers, which preserves thin bright
 * things.
 */
public sealed interface CutoutMethod {
    /**
     * Crops that are randomly flipped, blurred, moved, tilted and tinted, with added noise, as in the Spanish notebook.
     * The default.
     */
    CutoutMethod AUGMENTED = new Augmented(Schedule.constant(1), OptionalInt.empty(), true);

    /** Crops alone, as in Katherine Crowson's notebook. */
    CutoutMethod PLAIN = new Plain(Schedule.constant(1), OptionalInt.empty(), true);

    /** The Spanish notebook's crops with the order of augmentations of nerdyrodent's {@code updated}. */
    CutoutMethod UPDATED = new Updated(Schedule.constant(1), OptionalInt.empty(), true);

    /** Crops with strong augmentations and a black rectangle: nerdyrodent's {@code nrupdated}. */
    CutoutMethod NR_UPDATED = new NrUpdated(Schedule.constant(1), OptionalInt.empty(), true);

    /**
     * The whole picture, pooled, moved, tilted and tinted, with a black rectangle: nerdyrodent's {@code
     * updatedpooling}.
     */
    CutoutMethod UPDATED_POOLING = new UpdatedPooling(false);

    /** The whole picture, pooled, with stronger tints and a shear: nerdyrodent's {@code latest}, the default there. */
    CutoutMethod LATEST = new Latest(false);

    /**
     * The whole picture, pooled, as in pixray: three in five cutouts are tilted and show an enlarged part, the others
     * show all of it in a grey frame.
     */
    CutoutMethod PIXRAY = new Pixray(0.6, true);

    /** Averaged crops, most of them large, with a black rectangle each, as in pytti. */
    CutoutMethod PYTTI = new Pytti(Schedule.constant(2), OptionalInt.empty(), true, 0.25);

    /** The written form, such as {@code plain(power=1.5, smallest=64)}. */
    Form<CutoutMethod> FORM = Form.words(AUGMENTED, PLAIN, UPDATED, NR_UPDATED, UPDATED_POOLING, LATEST, PIXRAY, PYTTI);

    /** Returns the augmentations that apply if none are set. */
    List<Augmentation> augmentations();

    /**
     * See {@link #AUGMENTED}.
     *
     * @param power the exponent of the uniform number that chooses a size, above 0
     * @param smallest the smallest size in pixels, at least 1; CLIP's resolution if empty
     * @param aspect whether crops are squares
     */
    record Augmented(Schedule power, OptionalInt smallest, boolean aspect) implements CutoutMethod {
        /**
         * Creates the method.
         *
         * @throws IllegalArgumentException if a number is out of range
         */
        public Augmented {
            Crop.require(power, smallest);
        }

        @Override
        public List<Augmentation> augmentations() {
            return List.of(AugmentationSet.SPANISH);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * See {@link #PLAIN}.
     *
     * @param power the exponent of the uniform number that chooses a size, above 0
     * @param smallest the smallest size in pixels, at least 1; CLIP's resolution if empty
     * @param aspect whether crops are squares
     */
    record Plain(Schedule power, OptionalInt smallest, boolean aspect) implements CutoutMethod {
        /**
         * Creates the method.
         *
         * @throws IllegalArgumentException if a number is out of range
         */
        public Plain {
            Crop.require(power, smallest);
        }

        @Override
        public List<Augmentation> augmentations() {
            return List.of();
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * See {@link #UPDATED}.
     *
     * @param power the exponent of the uniform number that chooses a size, above 0
     * @param smallest the smallest size in pixels, at least 1; CLIP's resolution if empty
     * @param aspect whether crops are squares
     */
    record Updated(Schedule power, OptionalInt smallest, boolean aspect) implements CutoutMethod {
        /**
         * Creates the method.
         *
         * @throws IllegalArgumentException if a number is out of range
         */
        public Updated {
            Crop.require(power, smallest);
        }

        @Override
        public List<Augmentation> augmentations() {
            return List.of(AugmentationSet.UPDATED);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * See {@link #NR_UPDATED}.
     *
     * @param power the exponent of the uniform number that chooses a size, above 0
     * @param smallest the smallest size in pixels, at least 1; CLIP's resolution if empty
     * @param aspect whether crops are squares
     */
    record NrUpdated(Schedule power, OptionalInt smallest, boolean aspect) implements CutoutMethod {
        /**
         * Creates the method.
         *
         * @throws IllegalArgumentException if a number is out of range
         */
        public NrUpdated {
            Crop.require(power, smallest);
        }

        @Override
        public List<Augmentation> augmentations() {
            return List.of(AugmentationSet.NR_UPDATED);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * See {@link #UPDATED_POOLING}.
     *
     * @param aspect whether to show the largest squares of the picture, so that nothing is squashed
     */
    record UpdatedPooling(boolean aspect) implements CutoutMethod {
        @Override
        public List<Augmentation> augmentations() {
            return List.of(AugmentationSet.UPDATED_POOLING);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * See {@link #LATEST}.
     *
     * @param aspect whether to show the largest squares of the picture, so that nothing is squashed
     */
    record Latest(boolean aspect) implements CutoutMethod {
        @Override
        public List<Augmentation> augmentations() {
            return List.of(AugmentationSet.NERDYRODENT);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * See {@link #PIXRAY}.
     *
     * @param zoom the fraction of the cutouts that show an enlarged part of the picture, from 0 to 1: 1 for close-ups
     *     and detail, 0 for the whole composition
     * @param aspect whether the picture keeps its shape; otherwise it is squashed into a square
     */
    record Pixray(double zoom, boolean aspect) implements CutoutMethod {
        /**
         * Creates the method.
         *
         * @throws IllegalArgumentException if a number is out of range
         */
        public Pixray {
            Range.between(0, 1).require("zoom", zoom);
        }

        /** Those of the cutouts that zoom in; the others have {@link AugmentationSet#PIXRAY_WIDE}. */
        @Override
        public List<Augmentation> augmentations() {
            return List.of(AugmentationSet.PIXRAY_ZOOM);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * See {@link #PYTTI}. Sizes are normally distributed about 0.8 of the picture's shorter side with a standard
     * deviation of 0.3, and limited to the range from the smallest size to the whole side.
     *
     * @param power the exponent of that part of the side, above 0
     * @param smallest the smallest size in pixels before the power, at least 1; CLIP's resolution if empty
     * @param aspect whether crops are squares
     * @param padding how far crops may extend beyond the picture before they are pushed back in, as a fraction of its
     *     sides, from 0 to 1: the larger, the more often edges and corners are seen
     */
    record Pytti(Schedule power, OptionalInt smallest, boolean aspect, double padding) implements CutoutMethod {
        /**
         * Creates the method.
         *
         * @throws IllegalArgumentException if a number is out of range
         */
        public Pytti {
            Crop.require(power, smallest);
            Range.between(0, 1).require("padding", padding);
        }

        @Override
        public List<Augmentation> augmentations() {
            return List.of(AugmentationSet.PYTTI);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }
}
