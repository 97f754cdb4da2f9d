package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Saved;
import java.util.random.RandomGenerator;

/** Changes the canvas after a step, for example moves or replaces its picture. */
public interface Scene extends Saved {
    /** A scene that does nothing. */
    Scene STILL = (step, canvas, random) -> false;

    /**
     * Called once after each step of the optimiser.
     *
     * @param step the number of steps taken so far, at least 1
     * @param canvas the canvas of the run
     * @param random a stream of random numbers for this scene only
     * @return whether the optimiser's state has to be reset, for example because the picture was replaced
     */
    boolean act(int step, Canvas canvas, RandomGenerator random);

    /** Whether it will still change the picture, so that the run must not stop because the loss no longer falls. */
    default boolean isActing() {
        return false;
    }
}
