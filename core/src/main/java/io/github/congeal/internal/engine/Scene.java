package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Saved;
import java.util.random.RandomGenerator;

/** What happens between two steps: the picture is moved, exchanged or enlarged, and put back on the canvas. */
public interface Scene extends Saved {
    /** A scene in which nothing happens. */
    Scene STILL = (step, canvas, random) -> {};

    /**
     * Called once before each step.
     *
     * @param step how many steps were taken before
     * @param canvas what the picture is on
     * @param random numbers that no other part of the run draws
     */
    void act(int step, Canvas canvas, RandomGenerator random);
}
