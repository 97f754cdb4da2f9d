package io.github.congeal.control;

import java.util.List;
import java.util.Objects;

/**
 * A random change to some of the cutouts before CLIP sees them. It makes the picture suit the prompt under many small
 * changes, and not only as a pattern that fools CLIP. Several augmentations are applied in the order given, each to a
 * part of the cutouts that is drawn anew at each step.
 *
 * <p>Parameters have the meaning that they have in kornia up to version 0.6.3, for which the notebooks were written. An
 * {@link AugmentationSet} stands for its {@linkplain #parts parts}.
 */
public sealed interface Augmentation
        permits Augmentation.Flip,
                Augmentation.Sharpness,
                Augmentation.Affine,
                Augmentation.Rotation,
                Augmentation.Perspective,
                Augmentation.ResizedCrop,
                Augmentation.Crop,
                Augmentation.Elastic,
                Augmentation.ThinPlateSpline,
                Augmentation.ColorJitter,
                Augmentation.Erasing,
                Augmentation.Noise,
                AugmentationSet {
    /** The written form, such as {@code flip} or {@code affine(degrees=15, outside=black)}. */
    Form<Augmentation> FORM = Form.words(
            new Flip(0.5),
            new Sharpness(0.3, 0.4),
            new Affine(30, 0, 0.1, 1, 1, 0, Outside.EDGE, 0.8),
            new Rotation(15, 0.7),
            new Perspective(0.2, Outside.BLACK, 0.4),
            new ResizedCrop(0.1, 1, 0.75, 1.333, 0.5),
            new Crop(0.125, Outside.REFLECTION, 0.5),
            new Elastic(63, 32, 1, 0.7),
            new ThinPlateSpline(0.2, false, 0.7),
            new ColorJitter(0, 0, 0.01, 0.01, 0.7),
            new Erasing(0.1, 0.4, 0.3, 1 / 0.3, false, 0.7),
            new Noise(0, 0.1, 1),
            new AugmentationSet.None(),
            new AugmentationSet.Spanish(),
            new AugmentationSet.Updated(),
            new AugmentationSet.Nerdyrodent(),
            new AugmentationSet.NrUpdated(),
            new AugmentationSet.UpdatedPooling(),
            new AugmentationSet.PixrayZoom(),
            new AugmentationSet.PixrayWide(),
            new AugmentationSet.Pytti());

    /** Returns the augmentations that a set stands for, in order; this one alone if it is not a set. */
    default List<Augmentation> parts() {
        return List.of(this);
    }

    /**
     * Mirrors left to right. Scenes become more symmetric, and text becomes unreadable.
     *
     * @param probability the probability that a cutout is mirrored, from 0 to 1
     */
    record Flip(double probability) implements Augmentation {
        /**
         * Creates the augmentation.
         *
         * @throws IllegalArgumentException if a number is out of range
         */
        public Flip {
            Chance.require(probability);
        }
    }

    /**
     * Blurs, despite its name, as in kornia. What shows only in single pixels counts less, so there is less grit.
     *
     * @param most the largest factor, from 0 to 1: 0 is blurred, 1 unchanged
     * @param probability the probability that a cutout is changed, from 0 to 1
     */
    record Sharpness(double most, double probability) implements Augmentation {
        /**
         * Creates the augmentation.
         *
         * @throws IllegalArgumentException if a number is out of range
         */
        public Sharpness {
            Range.between(0, 1).require("most", most);
            Chance.require(probability);
        }
    }

    /**
     * Rotates, shifts, scales and shears. Things need not stand upright or in their place, so the picture is composed
     * more freely.
     *
     * @param degrees the largest rotation either way, from 0 to 360
     * @param right the largest shift to the left or right, as a fraction of the side, from 0 to 1. (Given a single
     *     number for both shifts, kornia applies it to {@code down} alone.)
     * @param down the largest shift up or down, as a fraction of the side, from 0 to 1
     * @param smallest the smallest scale, above 0 and at most 10; below 1 shrinks
     * @param largest the largest scale, at least the smallest and at most 10
     * @param shear the largest angle of a shear along the rows either way, in degrees, from 0 to 80
     * @param outside what fills the area outside the cutout
     * @param probability the probability that a cutout is changed, from 0 to 1
     */
    record Affine(
            double degrees,
            double right,
            double down,
            double smallest,
            double largest,
            double shear,
            Outside outside,
            double probability)
            implements Augmentation {
        private static final double MOST_SCALE = 10;
        private static final double MOST_DEGREES = 360;
        private static final double MOST_SHEAR = 80;

        /**
         * Creates the augmentation.
         *
         * @throws IllegalArgumentException if a number is out of range
         */
        public Affine {
            Objects.requireNonNull(outside, "outside");
            Range.between(0, MOST_DEGREES).require("degrees", degrees);
            Range.between(0, 1).require("right", right);
            Range.between(0, 1).require("down", down);
            new Range(0, true, MOST_SCALE).require("smallest", smallest);
            Range.between(smallest, MOST_SCALE).require("largest", largest);
            Range.between(0, MOST_SHEAR).require("shear", shear);
            Chance.require(probability);
        }
    }

    /**
     * Rotates about the centre; the area outside is black.
     *
     * @param degrees the largest angle either way, from 0 to 360
     * @param probability the probability that a cutout is changed, from 0 to 1
     */
    record Rotation(double degrees, double probability) implements Augmentation {
        private static final double MOST_DEGREES = 360;

        /**
         * Creates the augmentation.
         *
         * @throws IllegalArgumentException if a number is out of range
         */
        public Rotation {
            Range.between(0, MOST_DEGREES).require("degrees", degrees);
            Chance.require(probability);
        }
    }

    /**
     * Tilts: each corner moves inwards. With stronger distortion cutouts appear smaller, and things in the picture
     * become larger.
     *
     * @param distortion how far a corner moves at most, as a fraction of half the side, from 0 to 1
     * @param outside what fills the area outside the cutout
     * @param probability the probability that a cutout is changed, from 0 to 1
     */
    record Perspective(double distortion, Outside outside, double probability) implements Augmentation {
        /**
         * Creates the augmentation.
         *
         * @throws IllegalArgumentException if a number is out of range
         */
        public Perspective {
            Objects.requireNonNull(outside, "outside");
            Range.between(0, 1).require("distortion", distortion);
            Chance.require(probability);
        }
    }

    /**
     * Enlarges a part of the cutout to its full size, which gives closer views with more and finer detail. As in
     * kornia, one draw decides for all cutouts of a step.
     *
     * @param leastArea the smallest area of the part, relative to the cutout's, above 0 and at most 1
     * @param mostArea the largest area, at least the smallest and at most 1
     * @param leastRatio the smallest height relative to the width, from 0.1 to 10
     * @param mostRatio the largest height, at least the smallest and at most 10
     * @param probability the probability that cutouts are changed, from 0 to 1
     */
    record ResizedCrop(double leastArea, double mostArea, double leastRatio, double mostRatio, double probability)
            implements Augmentation {
        /**
         * Creates the augmentation.
         *
         * @throws IllegalArgumentException if a number is out of range
         */
        public ResizedCrop {
            Chance.requireRectangle(leastArea, mostArea, leastRatio, mostRatio);
            Chance.require(probability);
        }
    }

    /**
     * Shifts by whole pixels, across and down: like a small shift, but sharp. kornia pads the cutouts and then crops
     * them; without padding nothing happens. As in kornia, one draw decides for all cutouts of a step.
     *
     * @param padding how far cutouts move at most, as a fraction of the side, from 0 to 0.5
     * @param outside what fills the area outside the cutout
     * @param probability the probability that cutouts are changed, from 0 to 1
     */
    record Crop(double padding, Outside outside, double probability) implements Augmentation {
        private static final double MOST_PADDING = 0.5;

        /**
         * Creates the augmentation.
         *
         * @throws IllegalArgumentException if a number is out of range
         */
        public Crop {
            Objects.requireNonNull(outside, "outside");
            Range.between(0, MOST_PADDING).require("padding", padding);
            Chance.require(probability);
        }
    }

    /**
     * Bends by noise that is blurred until neighbouring pixels move alike. Outlines become wavy, so the picture relies
     * less on straight ones.
     *
     * @param kernel the side of the blur's kernel in pixels, odd, from 1 to 255
     * @param sigma the blur's standard deviation in pixels, above 0 and at most 1000
     * @param alpha the factor of the blurred noise, in halves of the side, from 0 to 100. With kornia's values for the
     *     other parameters, 1 moves pixels by about a hundredth of the side
     * @param probability the probability that a cutout is changed, from 0 to 1
     */
    record Elastic(int kernel, double sigma, double alpha, double probability) implements Augmentation {
        private static final int MOST_KERNEL = 255;
        private static final double MOST_SIGMA = 1000;
        private static final double MOST_ALPHA = 100;

        /**
         * Creates the augmentation.
         *
         * @throws IllegalArgumentException if a number is out of range, or the kernel's side is even
         */
        public Elastic {
            Range.between(1, MOST_KERNEL).require("kernel", kernel);
            if (kernel % 2 == 0) {
                throw new IllegalArgumentException("kernel was %s, but must be odd".formatted(kernel));
            }
            new Range(0, true, MOST_SIGMA).require("sigma", sigma);
            Range.between(0, MOST_ALPHA).require("alpha", alpha);
            Chance.require(probability);
        }
    }

    /**
     * Moves the four corners and the centre, and everything between them smoothly, so shapes count more than
     * proportions.
     *
     * @param scale how far a point moves at most across and down, in halves of the side, from 0 to 1; 0.8 in
     *     nerdyrodent's VQGAN-CLIP
     * @param together whether all cutouts of a step are bent alike, by one draw, as in nerdyrodent's VQGAN-CLIP
     * @param probability the probability that a cutout is changed, from 0 to 1
     */
    record ThinPlateSpline(double scale, boolean together, double probability) implements Augmentation {
        /**
         * Creates the augmentation.
         *
         * @throws IllegalArgumentException if a number is out of range
         */
        public ThinPlateSpline {
            Range.between(0, 1).require("scale", scale);
            Chance.require(probability);
        }
    }

    /**
     * Shifts colours, in an order that is drawn anew for each step. Strong jitter leaves the picture freer in its
     * colours.
     *
     * @param brightness the largest term that is added, from 0 to 1
     * @param contrast the largest deviation of the contrast's factor from 1, from 0 to 1
     * @param saturation the largest deviation of the saturation's factor from 1, from 0 to 1
     * @param hue the largest turn of the hue, from 0 to 0.5, which is half a circle
     * @param probability the probability that a cutout is changed, from 0 to 1
     */
    record ColorJitter(double brightness, double contrast, double saturation, double hue, double probability)
            implements Augmentation {
        private static final double MOST_HUE = 0.5;

        /**
         * Creates the augmentation.
         *
         * @throws IllegalArgumentException if a number is out of range
         */
        public ColorJitter {
            Range.between(0, 1).require("brightness", brightness);
            Range.between(0, 1).require("contrast", contrast);
            Range.between(0, 1).require("saturation", saturation);
            Range.between(0, MOST_HUE).require("hue", hue);
            Chance.require(probability);
        }
    }

    /**
     * Paints a rectangle black. The subject must be recognisable by any part of it, so it tends to be spread or
     * repeated.
     *
     * @param leastArea the smallest area, relative to the cutout's, above 0 and at most 1
     * @param mostArea the largest area, at least the smallest and at most 1
     * @param leastRatio the smallest height relative to the width, from 0.1 to 10
     * @param mostRatio the largest height, at least the smallest and at most 10
     * @param together whether all cutouts of a step share one rectangle and one draw
     * @param probability the probability that a cutout is changed, from 0 to 1
     */
    record Erasing(
            double leastArea,
            double mostArea,
            double leastRatio,
            double mostRatio,
            boolean together,
            double probability)
            implements Augmentation {
        /**
         * Creates the augmentation.
         *
         * @throws IllegalArgumentException if a number is out of range
         */
        public Erasing {
            Chance.requireRectangle(leastArea, mostArea, leastRatio, mostRatio);
            Chance.require(probability);
        }
    }

    /**
     * Adds noise. The picture becomes calmer, because CLIP no longer sees detail as fine as the noise.
     *
     * @param least the smallest standard deviation, at least 0 and at most 10
     * @param most the largest standard deviation, at least the smallest and at most 10; each cutout draws its own
     * @param probability the probability that a cutout is changed, from 0 to 1
     */
    record Noise(double least, double most, double probability) implements Augmentation {
        private static final double MOST = 10;

        /**
         * Creates the augmentation.
         *
         * @throws IllegalArgumentException if a number is out of range
         */
        public Noise {
            Range.between(0, MOST).require("least", least);
            Range.between(least, MOST).require("most", most);
            Chance.require(probability);
        }
    }
}
