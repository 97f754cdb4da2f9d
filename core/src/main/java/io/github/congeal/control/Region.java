package io.github.congeal.control;

/**
 * A part of the picture to which a {@link Prompt} is bound: {@code a sunset@top | a field@bottom}. The prompt sees only
 * cutouts of the rectangle around its region and changes only what lies in it, less and less where it fades. The cutouts
 * of a step are shared out evenly among the regions and, if there are prompts for all of it, the whole picture.
 *
 * <p>Lengths are fractions of the picture's width or height. Written as a name, {@code top}, {@code bottom}, {@code left},
 * {@code right} or {@code middle}, or with numbers: {@code rectangle(left=0, top=0, width=1, height=0.5, feather=0.1)}.
 */
public sealed interface Region {
    /** The upper half. */
    Region TOP = new Rectangle(0, 0, 1, 0.5, 0.2);

    /** The lower half. */
    Region BOTTOM = new Rectangle(0, 0.5, 1, 0.5, 0.2);

    /** The left half. */
    Region LEFT = new Rectangle(0, 0, 0.5, 1, 0.2);

    /** The right half. */
    Region RIGHT = new Rectangle(0.5, 0, 0.5, 1, 0.2);

    /** An ellipse in the middle, of half the width and height. */
    Region MIDDLE = new Ellipse(0.5, 0.5, 0.5, 0.5, 0.2);

    /** The written form. */
    Form<Region> FORM = new RegionForm();

    /**
     * A rectangle. Where it reaches the picture's edge, it does not fade.
     *
     * @param left where it begins, from 0 to 1
     * @param top where it begins, from 0 to 1
     * @param width above 0, at most 1
     * @param height above 0, at most 1
     * @param feather how broad its edge fades, as a fraction of the picture's shorter side: half of it inside, half outside;
     *     from 0 to 1
     */
    record Rectangle(double left, double top, double width, double height, double feather) implements Region {
        /**
         * Makes a rectangle.
         *
         * @throws IllegalArgumentException if a number is out of its range
         */
        public Rectangle {
            Range.between(0, 1).require("left", left);
            Range.between(0, 1).require("top", top);
            new Range(0, true, 1).require("width", width);
            new Range(0, true, 1).require("height", height);
            Range.between(0, 1).require("feather", feather);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * An ellipse.
     *
     * @param x its centre, from 0 to 1
     * @param y its centre, from 0 to 1
     * @param width above 0, at most 2
     * @param height above 0, at most 2
     * @param feather as that of a {@link Rectangle}
     */
    record Ellipse(double x, double y, double width, double height, double feather) implements Region {
        /**
         * Makes an ellipse.
         *
         * @throws IllegalArgumentException if a number is out of its range
         */
        public Ellipse {
            Range.between(0, 1).require("x", x);
            Range.between(0, 1).require("y", y);
            new Range(0, true, 2).require("width", width);
            new Range(0, true, 2).require("height", height);
            Range.between(0, 1).require("feather", feather);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * What is light in a picture, which is stretched to size; grey counts in part.
     *
     * @param picture the mask
     */
    record Mask(ImageSource picture) implements Region {
        /**
         * Makes a mask.
         *
         * @throws IllegalArgumentException if there is no picture
         */
        public Mask {
            if (picture == null) {
                throw new IllegalArgumentException("mask was null, but must be a picture");
            }
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }
}
