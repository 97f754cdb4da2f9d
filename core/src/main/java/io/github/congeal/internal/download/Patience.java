package io.github.congeal.internal.download;

import java.time.Duration;

/**
 * How long to wait, and how often to try again.
 *
 * @param connect the longest wait for a connection
 * @param stall the longest wait for the next bytes of a connection
 * @param retries how often a mirror is tried again without progress
 * @param pause the time before the first retry; it doubles each time
 */
public record Patience(Duration connect, Duration stall, int retries, Duration pause) {
    /** The usual values, which also suit a slow connection. */
    public static final Patience USUAL =
            new Patience(Duration.ofSeconds(20), Duration.ofSeconds(45), 4, Duration.ofSeconds(1));

    Duration pauseBefore(int retry) {
        return pause.multipliedBy(1L << (retry - 1));
    }
}
