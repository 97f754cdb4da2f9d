package io.github.congeal.diagnostics;

import java.util.List;
import java.util.OptionalLong;

/**
 * The measurements of one iteration.
 *
 * @param phases its phases, which together make up all of it
 * @param residentBytes the resident memory of the process afterwards; empty if the system does not report it
 */
public record Iteration(List<PhaseCost> phases, OptionalLong residentBytes) {
    /** Copies the list. */
    public Iteration {
        phases = List.copyOf(phases);
    }

    /** The seconds of all phases. */
    public double seconds() {
        double seconds = 0;
        for (PhaseCost each : phases) {
            seconds += each.seconds();
        }
        return seconds;
    }

    /** The floating-point operations of all phases. */
    public long flops() {
        return phases.stream().mapToLong(PhaseCost::flops).sum();
    }
}
