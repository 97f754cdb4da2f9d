package io.github.congeal.internal.guidance;

import java.util.List;
import java.util.random.RandomGenerator;

/** A way of choosing cutouts of a picture; the public {@link io.github.congeal.control.CutoutMethod} lists them. */
public interface CutoutMethod {
    /**
     * Draws cutouts. All random choices for the cutouts of a step are made here, in a fixed order.
     *
     * @param height the picture's height in pixels
     * @param width the picture's width in pixels
     * @param count the number of cutouts
     * @param size the cutouts' side in pixels, CLIP's resolution
     * @param random the random numbers
     */
    List<Cutout> draw(int height, int width, int count, int size, RandomGenerator random);

    /** The method as it is after {@code step} steps; some methods change in the course of a run. */
    default CutoutMethod at(int step) {
        return this;
    }

    /**
     * How many inputs of transforms a chunk of cutouts is expected to save for the gradient, for allocation in advance.
     */
    int inputsKept();
}
