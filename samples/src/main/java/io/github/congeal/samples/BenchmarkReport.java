package io.github.congeal.samples;

import io.github.congeal.diagnostics.Iteration;
import io.github.congeal.diagnostics.Measurement;
import io.github.congeal.diagnostics.MemoryUse;
import io.github.congeal.diagnostics.PhaseCost;
import java.util.Locale;
import java.util.OptionalLong;

/** A benchmark's result as text. */
final class BenchmarkReport {
    private static final double GIGA = 1e9;
    private static final int PERCENT = 100;

    private final StringBuilder text = new StringBuilder();

    BenchmarkReport(Measurement measured) {
        line(
                "%s, %sx%s, %s cutouts, %s threads",
                measured.subject(), measured.width(), measured.height(), measured.cutouts(), measured.threads());
        line(
                "seconds per iteration: %.3f (median of %s, %.3f to %.3f)",
                measured.median().seconds(), measured.iterations().size(), measured.fastest(), measured.slowest());
        phases(measured.median());
        speed(measured);
        memory(measured.memory());
        line("from the start of the JVM to the first frame: %.2f s", measured.secondsToFirstFrame());
    }

    private void phases(Iteration iteration) {
        line("%n%-16s %8s %7s %9s %8s", "phase", "seconds", "share", "GFLOP", "GFLOP/s");
        iteration.phases().forEach(phase -> row(phase, iteration.seconds()));
        row(new PhaseCost("whole", iteration.seconds(), iteration.flops()), iteration.seconds());
    }

    private void row(PhaseCost cost, double whole) {
        String flops = cost.flops() == 0 ? "-" : String.format(Locale.ROOT, "%.1f", cost.flops() / GIGA);
        String speed =
                cost.flops() == 0 ? "-" : String.format(Locale.ROOT, "%.0f", cost.flops() / GIGA / cost.seconds());
        line(
                "%-16s %8.3f %5.1f %% %9s %8s",
                cost.phase(), cost.seconds(), PERCENT * cost.seconds() / whole, flops, speed);
    }

    private void speed(Measurement measured) {
        line(
                "%nGFLOP are the method's own, two for each multiply-add; the engine computed %.1f to the same end.",
                measured.executedFlops() / GIGA);
        line(
                "machine's peak: convolution %.0f GFLOP/s, matrix product %.0f GFLOP/s; share of the higher: %.1f %%",
                measured.peak().convolution() / GIGA,
                measured.peak().product() / GIGA,
                PERCENT * measured.shareOfPeak());
    }

    private void memory(MemoryUse memory) {
        line(
                "peak resident memory: %s; estimated before: %.3f GB, of these buffers %.3f GB and weights %.3f GB",
                gigabytes(memory.peakResidentBytes()),
                memory.estimatedBytes() / GIGA,
                memory.bufferBytes() / GIGA,
                memory.weightBytes() / GIGA);
    }

    private static String gigabytes(OptionalLong bytes) {
        return bytes.isEmpty() ? "not known" : String.format(Locale.ROOT, "%.3f GB", bytes.getAsLong() / GIGA);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
