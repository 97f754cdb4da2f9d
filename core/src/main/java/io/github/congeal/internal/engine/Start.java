package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PictureSize;
import java.util.random.RandomGenerator;

/** The initial picture of a run. */
@FunctionalInterface
public interface Start {
    /** Puts the initial picture on a canvas. */
    void begin(Canvas canvas, RandomGenerator random);

    /**
     * Checks that the initial picture can be made in a size.
     *
     * @throws IllegalArgumentException if not
     */
    default void check(PictureSize size) {}
}
