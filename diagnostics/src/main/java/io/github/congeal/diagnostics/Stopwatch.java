package io.github.congeal.diagnostics;

import io.github.congeal.internal.guidance.Phase;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Adds up per phase the increase of a counter, such as the clock. */
final class Stopwatch implements Consumer<Phase> {
    private final LongSupplier counter;
    private final Map<Phase, Long> laps = new EnumMap<>(Phase.class);
    private @Nullable Phase running;
    private long since;

    Stopwatch(LongSupplier counter) {
        this.counter = counter;
    }

    @Override
    public void accept(Phase phase) {
        long now = counter.getAsLong();
        if (running != null) {
            laps.merge(running, now - since, Long::sum);
        }
        running = phase;
        since = now;
    }

    /** Ends the current phase, returns the totals and resets them. */
    Map<Phase, Long> stop() {
        if (running != null) {
            accept(running);
        }
        Map<Phase, Long> result = new EnumMap<>(Phase.class);
        result.putAll(laps);
        laps.clear();
        running = null;
        return result;
    }
}
