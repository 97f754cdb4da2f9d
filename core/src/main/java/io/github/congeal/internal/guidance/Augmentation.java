package io.github.congeal.internal.guidance;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A random change of some of the cutouts, so that the picture matches the prompt under many small changes. The
 * published sets and their parameters follow kornia up to version 0.6.3, including its peculiarities.
 */
public interface Augmentation {
    /**
     * Draws parameters for a whole batch. What is drawn does not depend on how the cutouts are later divided into
     * chunks.
     *
     * @param count the number of cutouts
     * @param size the cutouts' side in pixels
     * @param random the random numbers, drawn in an order that the implementation documents
     * @return the transform of each cutout, or null if it is left unchanged
     */
    List<@Nullable Transform<?>> draw(int count, int size, RandomGenerator random);

    /** Whether the transforms it draws need their input for the gradient ({@link Kind#needsInput}). */
    default boolean needsInput() {
        return false;
    }
}
