package io.github.congeal.samples;

import io.github.congeal.control.Control;
import java.util.List;
import java.util.Set;

/** A command with an option for each control, except for those that its own options set. */
interface TakesControls {
    /** Adds the options to the command. */
    default void take(List<Control<?>> controls) {
        options().take(controls, ownControls());
    }

    /** The controls that its own options set. */
    default Set<Control<?>> ownControls() {
        return Set.of();
    }

    /** The options that it shares with the others. */
    RunOptions options();
}
