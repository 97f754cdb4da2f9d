package io.github.congeal.internal.guidance;

import java.util.List;
import java.util.random.RandomGenerator;

/** A way of choosing cutouts of a picture; {@link io.github.congeal.CutoutMethod} lists those there are. */
public interface CutoutMethod {
    /**
     * Draws cutouts. All randomness of a step happens here, in a fixed order.
     *
     * @param height the picture's height
     * @param width the picture's width
     * @param count how many cutouts
     * @param size the cutouts' side, what CLIP takes
     * @param random where every draw comes from
     */
    List<Cutout> draw(int height, int width, int count, int size, RandomGenerator random);

    /** How many transforms of one cutout at most need their input kept for the gradient. */
    int inputsKept();
}
