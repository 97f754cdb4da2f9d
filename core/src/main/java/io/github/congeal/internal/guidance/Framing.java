package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Window;
import java.util.List;
import java.util.random.RandomGenerator;

/** Chooses the parts of a picture that cutouts show. */
interface Framing {
    /**
     * Draws windows.
     *
     * @param height the picture's height in pixels
     * @param width the picture's width in pixels
     * @param count the number of windows
     * @param size the cutouts' side in pixels
     */
    List<Window> draw(int height, int width, int count, int size, RandomGenerator random);

    /** The framing after {@code step} steps. */
    default Framing at(int step) {
        return this;
    }
}
