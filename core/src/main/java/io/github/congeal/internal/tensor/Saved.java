package io.github.congeal.internal.tensor;

/** A part of a run whose state has to be kept so that the run can go on later, to the very pixels. */
public interface Saved {
    /**
     * Names the state. One method serves both directions, so that what is written is what is read: saving copies the
     * values out, resuming overwrites them.
     */
    default void state(State state) {}
}
