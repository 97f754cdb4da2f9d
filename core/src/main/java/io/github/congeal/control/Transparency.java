package io.github.congeal.control;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Which parts of a picture are transparent when it is saved: {@code ground}, a colour such as {@code #ff00ff}, or all
 * that lies outside a mask ({@code ellipse(…)}, {@code rectangle(…)}, or the path of a picture that is white where the
 * picture stays).
 */
public sealed interface Transparency {
    /** The background around the thing in the middle. */
    Ground GROUND = new Ground(0.15);

    /** The written form. */
    Form<Transparency> FORM = new TransparencyForm();

    /** Makes one colour transparent wherever it is. */
    static Transparency of(Colour colour) {
        return new OfColour(colour);
    }

    /** Makes everything outside a mask transparent. */
    static Transparency outside(Mask mask) {
        return new Outside(mask);
    }

    /**
     * The background: the most frequent colour along the picture's edge, and all similar colours connected with the
     * edge. Enclosed areas of that colour stay.
     *
     * @param tolerance how far a pixel's colour may differ from it, 0 to 1: the largest difference of red, green and
     *     blue
     */
    record Ground(double tolerance) implements Transparency {
        /**
         * Creates an instance.
         *
         * @throws IllegalArgumentException if the tolerance is out of range
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
     * One colour. With a palette, the palette's nearest colour to it; otherwise exactly this one.
     *
     * @param colour the colour
     */
    record OfColour(Colour colour) implements Transparency {
        /** Creates an instance. */
        public OfColour {
            Objects.requireNonNull(colour, "colour");
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * Everything outside a mask.
     *
     * @param mask the part that stays
     */
    record Outside(Mask mask) implements Transparency, Pictured<Outside> {
        /**
         * Creates an instance.
         *
         * @throws IllegalArgumentException if the mask is {@link Mask#BORDER}
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
