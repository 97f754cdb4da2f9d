package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.tensor.ThreadLimit;
import java.util.function.Supplier;

/** Applies the settings' limit of threads. */
public final class RunThreads {
    private RunThreads() {}

    /** Does work with at most as many threads as the settings allow, including the calling one; returns its result. */
    public static <T> T within(Settings settings, Supplier<T> work) {
        return ThreadLimit.within(settings.find(Control.THREADS).orElse(ThreadLimit.NONE), work);
    }
}
