package io.github.congeal.control;

/**
 * How large a gradient may be. It tames the optimisers whose steps are as long as gradients are; Adam and its relatives,
 * which divide gradients by their own size, hardly notice, but for single steps that are far out of line.
 */
public sealed interface GradientClip {
    /** The written form, such as {@code norm(most=1)} or {@code value(most=0.1)}. */
    Form<GradientClip> FORM = Form.words(new Norm(1), new Value(0.1));

    /** A gradient whose length (2-norm) is above a number is made as long: torch's {@code clip_grad_norm_}. */
    static GradientClip norm(double most) {
        return new Norm(most);
    }

    /** Each number of a gradient is brought between two others: torch's {@code clip_grad_value_}. */
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
         * Makes one.
         *
         * @throws IllegalArgumentException if the number is out of its range
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
     * @param most the greatest size of each number, above 0
     */
    record Value(double most) implements GradientClip {
        /**
         * Makes one.
         *
         * @throws IllegalArgumentException if the number is out of its range
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
