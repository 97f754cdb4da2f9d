package io.github.congeal.control;

import java.nio.FloatBuffer;

/**
 * A number of the caller's own that a picture is to make small, beside the losses of prompts and regularisers: {@code
 * builder.loss("darkness", view -> …)}. It is measured in each step, on the thread that asks for frames. What it throws
 * ends the run.
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
 * <p>The same seed gives the same pixels only if the loss is a function of what it sees. A PNG carries its name alone.
 */
@FunctionalInterface
public interface Loss {
    /**
     * Measures a picture.
     *
     * @param view the picture, and where the gradient goes; not to be kept
     * @return the value, times its weight if it is to have one
     */
    double measure(View view);

    /** What a loss sees of a run. */
    interface View {
        /** The picture's width in pixels. */
        int width();

        /** The picture's height in pixels. */
        int height();

        /** How many steps were taken before. */
        int step();

        /** The fraction of the run's steps taken before, 0 to 1. */
        double progress();

        /** The picture, {@code [height, width, 3]} with values 0..1, row by row from the top, red first; read-only. */
        FloatBuffer picture();

        /** The derivative of the loss with respect to each number of the picture, in the same order: zeros at first. */
        FloatBuffer gradient();
    }
}
