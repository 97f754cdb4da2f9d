package io.github.congeal.control;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What of a picture is transparent when it is saved: {@code ground}, a colour such as {@code #ff00ff}, or all that lies outside
 * of a mask ({@code ellipse(…)}, {@code rectangle(…)}, or the path of a picture that is white where the picture stays).
 */
public sealed interface Transparency {
    /** The ground around the thing in the middle. */
    Ground GROUND = new Ground(0.15);

    /** The written form. */
    Form<Transparency> FORM = new TransparencyForm();

    /** One colour, wherever it is. */
    static Transparency of(Colour colour) {
        return new OfColour(colour);
    }

    /** Everything outside of a mask. */
    static Transparency outside(Mask mask) {
        return new Outside(mask);
    }

    /**
     * The ground: the colour that most pixels of the picture's edge have, and what is like it and hangs together with the
     * edge. A hole in the middle stays.
     *
     * @param tolerance how far a pixel's colour may be from it, 0 to 1: the largest difference of red, green and blue
     */
    record Ground(double tolerance) implements Transparency {
        /**
         * Makes one.
         *
         * @throws IllegalArgumentException if the tolerance is out of its range
         */
        public Ground {
            Range.between(0, 1).require("tolerance", tolerance);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * One colour: with a palette, the one of it that is nearest to this; otherwise this very one.
     *
     * @param colour the colour
     */
    record OfColour(Colour colour) implements Transparency {
        /** Makes one. */
        public OfColour {
            Objects.requireNonNull(colour, "colour");
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * Everything outside of a mask.
     *
     * @param mask what stays
     */
    record Outside(Mask mask) implements Transparency, Pictured<Outside> {
        /**
         * Makes one.
         *
         * @throws IllegalArgumentException if the mask is that of what an initial picture leaves free
         */
        public Outside {
            Objects.requireNonNull(mask, "mask");
            if (mask instanceof Mask.Border) {
                throw new IllegalArgumentException("border is no mask of what stays: give a shape or a picture");
            }
        }

        @Override
        public List<ImageSource> pictures() {
            return mask instanceof Mask.Picture picture ? picture.pictures() : List.of();
        }

        @Override
        public Outside with(UnaryOperator<ImageSource> reading) {
            return mask instanceof Mask.Picture picture ? new Outside(picture.with(reading)) : this;
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }
}
