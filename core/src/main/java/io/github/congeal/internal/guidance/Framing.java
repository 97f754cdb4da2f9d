package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Window;
import java.util.List;
import java.util.random.RandomGenerator;

/** Which parts of a picture cutouts show. */
interface Framing {
    /**
     * Draws windows.
     *
     * @param height the picture's height
     * @param width the picture's width
     * @param count how many windows
     * @param size the cutouts' side
     */
    List<Window> draw(int height, int width, int count, int size, RandomGenerator random);

    /** The framing at a step. */
    default Framing at(int step) {
        return this;
    }
}
