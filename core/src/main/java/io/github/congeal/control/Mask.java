package io.github.congeal.control;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A part of a picture: a shape, or the white area of another picture. Written as the path of that picture, or as a
 * shape such as {@code ellipse(left=0.25, top=0, width=0.5, height=0.5)}.
 */
public sealed interface Mask {
    /** The part of the frame that the initial picture does not cover. */
    Mask BORDER = new Border();

    /** The written form. */
    Form<Mask> FORM = new MaskForm();

    /** Returns the white area of a picture in a file; see {@link Picture}. */
    static Mask of(Path picture) {
        return new Picture(ImageSource.of(picture));
    }

    /** Returns the white area of a picture in memory; see {@link Picture}. */
    static Mask of(BufferedImage picture) {
        return new Picture(ImageSource.of(picture));
    }

    /**
     * The white area of a picture. Black is outside, grey partly inside; transparent parts count as white. The picture
     * must have the proportions of the initial picture, over which it is laid, or of the frame.
     *
     * @param source the picture
     */
    record Picture(ImageSource source) implements Mask, Pictured<Picture> {
        /** Creates a mask. */
        public Picture {
            Objects.requireNonNull(source, "source");
        }

        @Override
        public Picture with(UnaryOperator<ImageSource> reading) {
            return new Picture(reading.apply(source));
        }

        @Override
        public List<ImageSource> pictures() {
            return List.of(source);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * A rectangle. All numbers are fractions of the frame's width and height; it may extend beyond the frame.
     *
     * @param left its left edge, from -1e9 to 1e9: 0 is the frame's left edge, 1 its right edge
     * @param top its upper edge, likewise
     * @param width its width, above 0 and at most 1e9
     * @param height its height, likewise
     */
    record Rectangle(double left, double top, double width, double height) implements Mask {
        /**
         * Creates a rectangle.
         *
         * @throws IllegalArgumentException if a number is out of range
         */
        public Rectangle {
            MaskForm.requireBox(left, top, width, height);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * An ellipse, given by its bounding {@link Rectangle}.
     *
     * @param left its leftmost point
     * @param top its uppermost point
     * @param width its width
     * @param height its height
     */
    record Ellipse(double left, double top, double width, double height) implements Mask {
        /**
         * Creates an ellipse.
         *
         * @throws IllegalArgumentException if a number is out of range
         */
        public Ellipse {
            MaskForm.requireBox(left, top, width, height);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /** See {@link #BORDER}. */
    record Border() implements Mask {
        @Override
        public String toString() {
            return FORM.write(this);
        }
    }
}
