package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PictureSize;
import java.util.random.RandomGenerator;

/** The picture that a run begins with. */
@FunctionalInterface
public interface Start {
    /** Puts the first picture on a canvas. */
    void begin(Canvas canvas, RandomGenerator random);

    /**
     * Checks that there is such a picture.
     *
     * @throws IllegalArgumentException if not
     */
    default void check(PictureSize size) {}
}
