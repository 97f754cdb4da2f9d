package io.github.congeal.control;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A part of a picture: a shape, or what is white in another picture. Written as the path of that picture, or as a shape,
 * such as {@code ellipse(left=0.25, top=0, width=0.5, height=0.5)}.
 */
public sealed interface Mask {
    /** What the initial picture leaves free of the frame. */
    Mask BORDER = new Border();

    /** The written form. */
    Form<Mask> FORM = new MaskForm();

    /** What is white in a picture in a file; {@link Picture} says more. */
    static Mask of(Path picture) {
        return new Picture(ImageSource.of(picture));
    }

    /** What is white in a picture in memory; {@link Picture} says more. */
    static Mask of(BufferedImage picture) {
        return new Picture(ImageSource.of(picture));
    }

    /**
     * What is white in a picture; what is black is not in it, and what is grey is partly. Where it is transparent it counts
     * as white. It must have the shape of the initial picture, over which it is laid, or that of the frame.
     *
     * @param source the picture
     */
    record Picture(ImageSource source) implements Mask, Pictured<Picture> {
        /** Makes a mask. */
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
     * A rectangle. All numbers are parts of the frame's width and height; it may reach beyond the frame.
     *
     * @param left where its left edge is, from -1e9 to 1e9: 0 at the frame's left edge, 1 at its right edge
     * @param top where its upper edge is, likewise
     * @param width how wide it is, above 0 and at most 1e9
     * @param height how high it is, likewise
     */
    record Rectangle(double left, double top, double width, double height) implements Mask {
        /**
         * Makes a rectangle.
         *
         * @throws IllegalArgumentException if a number is out of its range
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
     * The ellipse in a rectangle, whose numbers are those of {@link Rectangle}.
     *
     * @param left where its leftmost place is
     * @param top where its uppermost place is
     * @param width how wide it is
     * @param height how high it is
     */
    record Ellipse(double left, double top, double width, double height) implements Mask {
        /**
         * Makes an ellipse.
         *
         * @throws IllegalArgumentException if a number is out of its range
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
