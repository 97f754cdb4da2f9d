package io.github.congeal.internal.guidance;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A random change made to some of the cutouts, so that the picture pleases CLIP from many angles. The published sets
 * and their parameters are kornia's, version 0.6.3 and older, peculiarities included.
 */
public interface Augmentation {
    /**
     * Draws parameters for a whole batch. What is drawn does not depend on how the cutouts are later divided into chunks.
     *
     * @param count how many cutouts there are
     * @param size the cutouts' side
     * @param random where every draw comes from, in an order that the implementation documents
     * @return for each cutout what is to be done to it, or null where it is left as it is
     */
    List<@Nullable Transform<?>> draw(int count, int size, RandomGenerator random);

    /** Whether the transforms it draws need their input for the gradient ({@link Kind#needsInput}). */
    default boolean needsInput() {
        return false;
    }
}
