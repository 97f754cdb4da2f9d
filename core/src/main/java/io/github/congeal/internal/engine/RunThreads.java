package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.tensor.ThreadLimit;
import java.util.function.Supplier;

/** How many threads settings allow. */
public final class RunThreads {
    private RunThreads() {}

    /** Does work on no more threads than settings allow, the calling one among them. */
    public static <T> T within(Settings settings, Supplier<T> work) {
        return ThreadLimit.within(settings.find(Control.THREADS).orElse(ThreadLimit.NONE), work);
    }
}
