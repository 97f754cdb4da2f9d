package io.github.congeal.internal.benchmark;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a benchmark found.
 *
 * @param iterations each one after the first frame
 * @param work what the method asks for in an iteration
 * @param executedFlops the floating-point operations of the convolutions and products that the engine really computed in
 *     one, two for each multiply-add
 * @param peak what the machine could do
 * @param threads how many of them an operation was shared among
 * @param peakResidentBytes the most memory that the process took up, where the system tells
 * @param bufferBytes the native arrays of the run
 * @param weightBytes the native arrays of the networks
 * @param estimatedBytes what the engine says beforehand that the run needs
 * @param secondsToFirstFrame since the JVM started, with the making or loading of the networks
 */
public record Measurement(
        List<Iteration> iterations,
        Work work,
        long executedFlops,
        MachinePeak peak,
        int threads,
        OptionalLong peakResidentBytes,
        long bufferBytes,
        long weightBytes,
        long estimatedBytes,
        double secondsToFirstFrame) {

    /** Copies the list. */
    public Measurement {
        iterations = List.copyOf(iterations);
    }

    /** The iteration that took the median of times; of an even number, the faster of the middle two. */
    public Iteration median() {
        return iterations.stream()
                .sorted(Comparator.comparingDouble(Iteration::total))
                .skip((iterations.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }

    /** The seconds of the fastest iteration. */
    public double fastest() {
        return iterations.stream().mapToDouble(Iteration::total).min().orElseThrow();
    }

    /** The seconds of the slowest iteration. */
    public double slowest() {
        return iterations.stream().mapToDouble(Iteration::total).max().orElseThrow();
    }

    /** The speed of the median iteration, measured by the method's own work, as a share of the peak. */
    public double shareOfPeak() {
        return work.flops() / median().total() / peak.best();
    }
}
