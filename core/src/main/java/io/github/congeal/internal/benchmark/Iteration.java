package io.github.congeal.internal.benchmark;

import io.github.congeal.internal.engine.Part;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What was measured of one iteration.
 *
 * @param seconds of each part; together all of it
 * @param residentBytes the memory taken up afterwards, where the system tells
 */
public record Iteration(Map<Part, Double> seconds, OptionalLong residentBytes) {
    /** The seconds of the whole. */
    public double total() {
        double total = 0;
        for (double each : seconds.values()) {
            total += each;
        }
        return total;
    }

    /** The seconds of a part; 0 if it did not happen. */
    public double seconds(Part part) {
        return seconds.getOrDefault(part, 0.0);
    }
}
