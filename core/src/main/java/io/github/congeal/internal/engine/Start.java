package io.github.congeal.internal.engine;

import java.util.random.RandomGenerator;

/** Where a run begins. */
@FunctionalInterface
public interface Start {
    /** Puts the first picture on a canvas. */
    void begin(Canvas canvas, RandomGenerator random);
}
