package io.github.congeal.diagnostics;

import java.util.Comparator;
import java.util.List;

/**
 * The result of a benchmark.
 *
 * @param subject the name of what was measured
 * @param width the picture's width in pixels
 * @param height the picture's height in pixels
 * @param cutouts how many cutouts CLIP looked at in each iteration
 * @param threads how many threads shared an operation
 * @param iterations each iteration after the first frame; at least one
 * @param executedFlops the floating-point operations that the engine executed in one iteration for convolutions and
 *     matrix products, two for each multiply-add
 * @param peak the peak speed of the machine
 * @param memory the memory of the run
 * @param secondsToFirstFrame from the start of the JVM, including the loading of the networks
 */
public record Measurement(
        String subject,
        int width,
        int height,
        int cutouts,
        int threads,
        List<Iteration> iterations,
        long executedFlops,
        MachinePeak peak,
        MemoryUse memory,
        double secondsToFirstFrame) {

    /** Copies the list. */
    public Measurement {
        iterations = List.copyOf(iterations);
    }

    /** The iteration of median duration; for an even number, the faster of the two in the middle. */
    public Iteration median() {
        return iterations.stream()
                .sorted(Comparator.comparingDouble(Iteration::seconds))
                .skip((iterations.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }

    /** The seconds of the fastest iteration. */
    public double fastest() {
        return iterations.stream().mapToDouble(Iteration::seconds).min().orElseThrow();
    }

    /** The seconds of the slowest iteration. */
    public double slowest() {
        return iterations.stream().mapToDouble(Iteration::seconds).max().orElseThrow();
    }

    /** The speed of the median iteration, by the operations of the published method, as a share of the machine's peak. */
    public double shareOfPeak() {
        return median().flops() / median().seconds() / peak.best();
    }
}
