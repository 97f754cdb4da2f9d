package io.github.congeal.internal.guidance;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A random change made to some of the cutouts, so that the picture pleases CLIP from many angles. The published sets
 * and their parameters are kornia's, version 0.6.3 and older, peculiarities included.
 */
public interface Augmentation {
    /**
     * Draws parameters for a whole batch and appends what is to be done to each cutout it falls upon. What is drawn
     * does not depend on how the cutouts are later divided into chunks.
     *
     * @param batch per cutout, the transforms so far
     * @param size the cutouts' side
     * @param random where every draw comes from, in an order that the implementation documents
     */
    void draw(List<List<Transform>> batch, int size, RandomGenerator random);

    /** Whether the transforms it draws need their input for the gradient ({@link Transform#needsInput}). */
    default boolean needsInput() {
        return false;
    }
}
