package io.github.congeal.control;

import java.util.Objects;
import java.util.OptionalInt;

/** How the initial picture is fitted into the frame if its size or shape differs. */
public sealed interface Fit {
    /** Stretched to the whole frame, without regard to its proportions, as in the notebooks. */
    Fit STRETCH = new Stretch();

    /** Scaled in proportion until it fills the frame; what lies beyond is cut off equally on both sides. */
    Fit COVER = new Cover();

    /** Scaled in proportion until it just fits, and centred. */
    Fit CONTAIN = new Contain(Border.EDGE);

    /** In its own size, centred. */
    Fit PLACE = new Place(OptionalInt.empty(), OptionalInt.empty(), 1, Border.EDGE);

    /** The written form, such as {@code cover} or {@code place(left=64, top=0)}. */
    Form<Fit> FORM = Form.words(STRETCH, COVER, CONTAIN, PLACE);

    /** What fills the frame around the picture. */
    enum Border {
        /** The outermost pixels, repeated: quiet, at times streaky. */
        EDGE,
        /** The picture mirrored at its edges, which duplicates its content. */
        MIRROR,
        /** The picture mirrored at its edges and blurred: its colours without its content. */
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
        /** Creates a fit. */
        public Contain {
            Objects.requireNonNull(border, "border");
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * Anywhere in the frame, so that what surrounds it can be painted. What lies beyond the frame is cut off.
     *
     * @param left the distance of its left edge from that of the frame, in pixels; may be negative; empty to centre it
     * @param top the distance of its upper edge from that of the frame, likewise
     * @param scale the factor by which it is enlarged, from 0.01 to 100; 1 for its own size
     * @param border what fills the frame around it
     */
    record Place(OptionalInt left, OptionalInt top, double scale, Border border) implements Fit {
        private static final double LEAST = 0.01;
        private static final double MOST = 100;

        /**
         * Creates a fit.
         *
         * @throws IllegalArgumentException if the scale is out of range
         */
        public Place {
            Objects.requireNonNull(left, "left");
            Objects.requireNonNull(top, "top");
            Range.between(LEAST, MOST).require("scale", scale);
            Objects.requireNonNull(border, "border");
        }

        /** Creates a fit that places a picture in its own size. */
        public Place(int left, int top) {
            this(OptionalInt.of(left), OptionalInt.of(top), 1, Border.EDGE);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }
}
