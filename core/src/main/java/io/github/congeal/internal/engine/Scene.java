package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Saved;
import java.util.random.RandomGenerator;

/** Acts between two steps: for example, moves, replaces or enlarges the picture and puts it back on the canvas. */
public interface Scene extends Saved {
    /** A scene in which nothing happens. */
    Scene STILL = (step, canvas, random) -> false;

    /**
     * Called once before each step.
     *
     * @param step how many steps were taken before
     * @param canvas the canvas of the run
     * @param random random numbers that no other part of the run draws
     * @return whether the picture has become another one, for which what the optimiser remembers means nothing
     */
    boolean act(int step, Canvas canvas, RandomGenerator random);

    /** Whether it will yet act in a way that the optimisation could not foresee, so that the picture is not done. */
    default boolean isActing() {
        return false;
    }
}
