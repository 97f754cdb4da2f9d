package io.github.congeal.internal.download;

import java.time.Duration;

/**
 * How long to wait, and how often to try again.
 *
 * @param connect for a connection
 * @param stall for the next bytes, once there is one
 * @param retries how often one mirror is tried again without getting any further
 * @param pause before the first of them; it doubles each time
 */
public record Patience(Duration connect, Duration stall, int retries, Duration pause) {
    /** For people at the far end of a slow line. */
    public static final Patience USUAL =
            new Patience(Duration.ofSeconds(20), Duration.ofSeconds(45), 4, Duration.ofSeconds(1));

    Duration pauseBefore(int retry) {
        return pause.multipliedBy(1L << (retry - 1));
    }
}
