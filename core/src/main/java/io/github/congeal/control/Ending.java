package io.github.congeal.control;

/** Why a run ended. */
public enum Ending {
    /** All steps were taken, as set by {@code iterations} or {@link Stop#after}. */
    STEPS,
    /** The scene has congealed: the loss no longer fell ({@link Stop#congealed}). */
    CONGEALED,
    /** The loss was low enough ({@link Stop#below}). */
    LOSS,
    /** The time had run out ({@link Stop#deadline}). */
    DEADLINE,
    /** The caller stopped the run. */
    ASKED
}
