package io.github.congeal.control;

import java.util.Objects;
import java.util.OptionalInt;

/** How the initial picture is brought into the frame, where it has another size or shape. */
public sealed interface Fit {
    /** To the whole frame, whatever becomes of its shape: the notebooks' way. */
    Fit STRETCH = new Stretch();

    /** In its own shape, as large as needed to fill the frame; what does not fit in is cut off on both sides alike. */
    Fit COVER = new Cover();

    /** In its own shape, as large as the frame allows, in its middle. */
    Fit CONTAIN = new Contain(Border.EDGE);

    /** In its own shape and size, in the middle of the frame. */
    Fit PLACE = new Place(OptionalInt.empty(), OptionalInt.empty(), 1, Border.EDGE);

    /** The written form, such as {@code cover} or {@code place(left=64, top=0)}. */
    Form<Fit> FORM = Form.words(STRETCH, COVER, CONTAIN, PLACE);

    /** What fills the frame beside the picture. */
    enum Border {
        /** The outermost pixels, repeated: quiet, at times streaky. */
        EDGE,
        /** The picture again, mirrored at its edges: its things come twice. */
        MIRROR,
        /** The picture mirrored at its edges, and blurred: its colours without its things. */
        BLUR,
        /** The mean colour of the outermost pixels. */
        PLAIN
    }

    /** See {@link #STRETCH}. */
    record Stretch() implements Fit {
        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /** See {@link #COVER}. */
    record Cover() implements Fit {
        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * See {@link #CONTAIN}.
     *
     * @param border what fills the frame on both sides of the picture
     */
    record Contain(Border border) implements Fit {
        /** Makes a fit. */
        public Contain {
            Objects.requireNonNull(border, "border");
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * Somewhere in the frame, to paint what lies around it. What lies beyond the frame is cut off.
     *
     * @param left where its left edge lies, in pixels from that of the frame; may be negative; empty for the middle
     * @param top where its upper edge lies, likewise
     * @param scale how much larger it becomes, from 0.01 to 100; 1 for its own size
     * @param border what fills the frame around it
     */
    record Place(OptionalInt left, OptionalInt top, double scale, Border border) implements Fit {
        private static final double LEAST = 0.01;
        private static final double MOST = 100;

        /**
         * Makes a fit.
         *
         * @throws IllegalArgumentException if the scale is out of its range
         */
        public Place {
            Objects.requireNonNull(left, "left");
            Objects.requireNonNull(top, "top");
            Range.between(LEAST, MOST).require("scale", scale);
            Objects.requireNonNull(border, "border");
        }

        /** A picture in its own size, its corner at a place of the frame. */
        public Place(int left, int top) {
            this(OptionalInt.of(left), OptionalInt.of(top), 1, Border.EDGE);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }
}
