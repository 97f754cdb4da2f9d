package io.github.congeal.samples;

import io.github.congeal.control.Control;
import java.util.List;

/** A command with an option for each control. */
interface TakesControls {
    /** Adds the options to the command. */
    default void take(List<Control<?>> controls) {
        options().take(controls);
    }

    /** The options that it shares with the others. */
    RunOptions options();
}
