package io.github.congeal.internal.guidance;

import java.util.List;
import java.util.random.RandomGenerator;

/** A way of choosing cutouts of a picture; the public {@link io.github.congeal.control.CutoutMethod} lists them. */
public interface CutoutMethod {
    /**
     * Draws cutouts. All randomness of a step happens here, in a fixed order.
     *
     * @param height the picture's height
     * @param width the picture's width
     * @param count how many cutouts
     * @param size the cutouts' side, CLIP's resolution
     * @param random the random numbers
     */
    List<Cutout> draw(int height, int width, int count, int size, RandomGenerator random);

    /** The method at a step: some change in the course of a run. */
    default CutoutMethod at(int step) {
        return this;
    }

    /** The largest number of transforms of one cutout that need their input for the gradient. */
    int inputsKept();
}
