package io.github.congeal.samples.window;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/** The speed of a run: the mean over its latest steps, excluding pauses. */
final class Pace {
    private static final int LATEST = 20;

    private final Deque<Long> nanoseconds = new ArrayDeque<>();
    private long before;
    private boolean counting;

    /** Called when a step was taken. */
    void tick(long now) {
        if (counting) {
            nanoseconds.addLast(now - before);
            if (nanoseconds.size() > LATEST) {
                nanoseconds.removeFirst();
            }
        }
        before = now;
        counting = true;
    }

    /** The time until the next step does not count. */
    void interrupt() {
        counting = false;
    }

    /** Steps per second; empty before the second one. */
    OptionalDouble stepsPerSecond() {
        double mean = nanoseconds.stream().mapToLong(Long::longValue).average().orElse(0);
        return mean == 0 ? OptionalDouble.empty() : OptionalDouble.of(1e9 / mean);
    }

    /** A duration in words: {@code 8 s}, {@code 2 min 5 s}, {@code 1 h 12 min}. */
    static String inWords(Duration time) {
        long seconds = Math.round(time.toMillis() / 1000.0);
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
