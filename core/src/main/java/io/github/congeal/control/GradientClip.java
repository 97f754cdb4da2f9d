package io.github.congeal.control;

/**
 * How gradients are clipped. Clipping tames optimisers whose steps are proportional to the gradient. Adam and its
 * relatives, which divide gradients by their own size, hardly notice it except in single steps far out of line.
 */
public sealed interface GradientClip {
    /** The written form, such as {@code norm(most=1)} or {@code value(most=0.1)}. */
    Form<GradientClip> FORM = Form.words(new Norm(1), new Value(0.1));

    /** Shortens a gradient whose length (2-norm) exceeds a number to that length: torch's {@code clip_grad_norm_}. */
    static GradientClip norm(double most) {
        return new Norm(most);
    }

    /** Limits each element of a gradient to a range about 0: torch's {@code clip_grad_value_}. */
    static GradientClip value(double most) {
        return new Value(most);
    }

    /**
     * See {@link #norm}.
     *
     * @param most the greatest length, above 0
     */
    record Norm(double most) implements GradientClip {
        /**
         * Creates an instance.
         *
         * @throws IllegalArgumentException if the number is out of range
         */
        public Norm {
            Range.above(0).require("most", most);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * See {@link #value}.
     *
     * @param most the greatest absolute value of each element, above 0
     */
    record Value(double most) implements GradientClip {
        /**
         * Creates an instance.
         *
         * @throws IllegalArgumentException if the number is out of range
         */
        public Value {
            Range.above(0).require("most", most);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }
}
