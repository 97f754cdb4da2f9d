package io.github.congeal.control;

import java.nio.FloatBuffer;

/**
 * A loss of the caller's own, to be minimised beside those of prompts and regularisers: {@code builder.loss("darkness",
 * view -> …)}. It is measured in each step, on the thread that asks for frames. An exception from it ends the run.
 *
 * <pre>{@code
 * // The mean brightness: its gradient is the same everywhere.
 * Loss darkness = view -> {
 *     double sum = 0;
 *     for (int i = 0; i < view.picture().limit(); i++) {
 *         sum += view.picture().get(i);
 *         view.gradient().put(i, 1f / view.picture().limit());
 *     }
 *     return sum / view.picture().limit();
 * };
 * }</pre>
 *
 * <p>The same seed gives the same pixels only if the loss depends on nothing but its view. A PNG carries only its name.
 */
@FunctionalInterface
public interface Loss {
    /**
     * Measures a picture.
     *
     * @param view the picture and the buffer for the gradient; valid only during the call
     * @return the loss, already multiplied by its weight, if any
     */
    double measure(View view);

    /** The view of a run that a loss is given. */
    interface View {
        /** Returns the picture's width in pixels. */
        int width();

        /** Returns the picture's height in pixels. */
        int height();

        /** Returns the number of steps taken before. */
        int step();

        /** Returns the fraction of the run's steps taken before, 0 to 1. */
        double progress();

        /**
         * Returns the picture: {@code [height, width, 3]} with values 0 to 1, row by row from the top, red first;
         * read-only.
         */
        FloatBuffer picture();

        /**
         * Returns the buffer for the derivative of the loss with respect to each value of the picture, in the same
         * order; zeros at first.
         */
        FloatBuffer gradient();
    }
}
