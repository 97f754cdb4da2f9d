package io.github.congeal.control;

/** Why a run ended. */
public enum Ending {
    /** As many steps were taken as were asked for, by {@code iterations} or by {@link Stop#after}. */
    STEPS,
    /** The scene has congealed: the loss no longer fell ({@link Stop#congealed}). */
    CONGEALED,
    /** The loss was low enough ({@link Stop#below}). */
    LOSS,
    /** The time was over ({@link Stop#deadline}). */
    DEADLINE,
    /** The caller said so. */
    ASKED
}
