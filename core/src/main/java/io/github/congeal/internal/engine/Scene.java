package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Saved;
import java.util.random.RandomGenerator;

/** Acts between two steps, for example moves or replaces the picture and puts it back on the canvas. */
public interface Scene extends Saved {
    /** A scene in which nothing happens. */
    Scene STILL = (step, canvas, random) -> false;

    /**
     * Called once before each step.
     *
     * @param step the number of steps taken before
     * @param canvas the canvas of the run
     * @param random a stream of random numbers for this scene only
     * @return whether the picture was replaced, so that the optimiser's state has to be reset
     */
    boolean act(int step, Canvas canvas, RandomGenerator random);

    /** Whether it will still change the picture, so that the run must not stop because the loss no longer falls. */
    default boolean isActing() {
        return false;
    }
}
