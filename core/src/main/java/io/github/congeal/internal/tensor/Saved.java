package io.github.congeal.internal.tensor;

/** A part of a run whose state is saved, so that the run can be resumed and give the same pixels. */
public interface Saved {
    /**
     * Passes everything that has to be saved to {@code state}. One method serves both directions, so that the same values
     * are written and read: saving copies them out, resuming overwrites them.
     */
    default void state(State state) {}
}
