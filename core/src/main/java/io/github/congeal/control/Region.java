package io.github.congeal.control;

/**
 * A part of the picture to which a {@link Prompt} is bound: {@code a sunset@top | a field@bottom}. The prompt sees only
 * cutouts of the rectangle around its region and changes only what lies inside the region, less and less where it
 * fades. The cutouts of a step are divided evenly among the regions and, if there are prompts for all of it, the whole
 * picture.
 *
 * <p>Lengths are fractions of the picture's width or height. Written as a name ({@code top}, {@code bottom}, {@code
 * left}, {@code right} or {@code middle}) or with numbers: {@code rectangle(left=0, top=0, width=1, height=0.5,
 * feather=0.1)}.
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

    /** An ellipse in the centre, of half the width and height. */
    Region MIDDLE = new Ellipse(0.5, 0.5, 0.5, 0.5, 0.2);

    /** The written form. */
    Form<Region> FORM = new RegionForm();

    /**
     * A rectangle. It does not fade where it touches the picture's edge.
     *
     * @param left its left edge, from 0 to 1
     * @param top its upper edge, from 0 to 1
     * @param width its width, above 0 and at most 1
     * @param height its height, above 0 and at most 1
     * @param feather the width of its fading edge, as a fraction of the picture's shorter side, from 0 to 1: half of it
     *     lies inside, half outside
     */
    record Rectangle(double left, double top, double width, double height, double feather) implements Region {
        /**
         * Creates a rectangle.
         *
         * @throws IllegalArgumentException if a number is out of range
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
     * @param width its width, above 0 and at most 2
     * @param height its height, above 0 and at most 2
     * @param feather the width of its fading edge, as for {@link Rectangle}
     */
    record Ellipse(double x, double y, double width, double height, double feather) implements Region {
        /**
         * Creates an ellipse.
         *
         * @throws IllegalArgumentException if a number is out of range
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
     * The light area of a picture, which is stretched to size; grey counts in part.
     *
     * @param picture the mask
     */
    record Mask(ImageSource picture) implements Region {
        /**
         * Creates a mask.
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
