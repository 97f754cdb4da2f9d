package io.github.congeal.internal.tensor;

/** A part of a run whose state is saved, so that the run can be resumed and give the same pixels. */
public interface Saved {
    /**
     * Visits the state. One method serves both directions, so that what is written is what is read: saving copies the
     * values out, resuming overwrites them.
     */
    default void state(State state) {}
}
