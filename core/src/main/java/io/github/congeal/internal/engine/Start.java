package io.github.congeal.internal.engine;

import java.util.random.RandomGenerator;

/** The picture that a run begins with. */
@FunctionalInterface
public interface Start {
    /** Puts the first picture on a canvas. */
    void begin(Canvas canvas, RandomGenerator random);
}
