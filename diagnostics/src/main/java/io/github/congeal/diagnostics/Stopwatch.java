package io.github.congeal.diagnostics;

import io.github.congeal.internal.engine.Part;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Adds up, phase by phase, how far a counter has moved, such as the clock. */
final class Stopwatch implements Consumer<Part> {
    private final LongSupplier counter;
    private final Map<Part, Long> laps = new EnumMap<>(Part.class);
    private @Nullable Part running;
    private long since;

    Stopwatch(LongSupplier counter) {
        this.counter = counter;
    }

    @Override
    public void accept(Part part) {
        long now = counter.getAsLong();
        if (running != null) {
            laps.merge(running, now - since, Long::sum);
        }
        running = part;
        since = now;
    }

    /** Ends the part that is running, and forgets all after having told it. */
    Map<Part, Long> stop() {
        if (running != null) {
            accept(running);
        }
        Map<Part, Long> result = new EnumMap<>(Part.class);
        result.putAll(laps);
        laps.clear();
        running = null;
        return result;
    }
}
