package io.github.congeal.internal.engine;

import java.util.random.RandomGenerator;

/**
 * The source of all random numbers of a run: a separate stream for each step and each part of the engine that draws, so
 * that a new part does not shift the numbers of another.
 */
@FunctionalInterface
public interface Draws {
    /** The step number of draws before the first step: starts, sketches and the embeddings of goals. */
    int BEFORE_THE_STEPS = -1;

    /**
     * A stream from its beginning: the same arguments give the same numbers.
     *
     * @param step the number of steps taken before, or {@link #BEFORE_THE_STEPS}
     * @param who the name of the part that draws, such as {@code cutouts}
     */
    RandomGenerator random(int step, String who);

    /** The streams of a seed. */
    static Draws of(long seed) {
        return (step, who) -> new Philox(seed, step, Philox.hash(who));
    }
}
