package io.github.congeal.samples;

import io.github.congeal.internal.benchmark.Iteration;
import io.github.congeal.internal.benchmark.Measurement;
import io.github.congeal.internal.engine.Part;
import io.github.congeal.internal.engine.Settings;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalLong;

/** What a benchmark found, for people. */
record BenchmarkReport(String subject, Settings settings, Measurement measured) {
    private static final double GIGA = 1e9;
    private static final int PERCENT = 100;

    void print(PrintWriter out) {
        Iteration median = measured.median();
        line(
                out,
                "%s, %dx%d, %d cutouts, %d threads",
                subject,
                settings.width(),
                settings.height(),
                settings.cutouts(),
                measured.threads());
        line(
                out,
                "seconds per iteration: %.3f (median of %d, %.3f to %.3f)",
                median.total(),
                measured.iterations().size(),
                measured.fastest(),
                measured.slowest());
        line(out, "%n%-16s %8s %7s %9s %8s", "part", "seconds", "share", "GFLOP", "GFLOP/s");
        for (Part part : Part.values()) {
            row(out, name(part), median.seconds(part), measured.work().flops(part));
        }
        row(out, "whole", median.total(), measured.work().flops());
        line(
                out,
                "%nGFLOP are the method's own, two for each multiply-add; the engine computed %.1f to the same end.",
                measured.executedFlops() / GIGA);
        line(
                out,
                "machine's peak: convolution %.0f GFLOP/s, matrix product %.0f GFLOP/s; share of the higher: %.1f %%",
                measured.peak().convolution() / GIGA,
                measured.peak().product() / GIGA,
                PERCENT * measured.shareOfPeak());
        line(
                out,
                "peak resident memory: %s; estimated before: %.3f GB, of these buffers %.3f GB and weights %.3f GB",
                gigabytes(measured.peakResidentBytes()),
                measured.estimatedBytes() / GIGA,
                measured.bufferBytes() / GIGA,
                measured.weightBytes() / GIGA);
        line(out, "from the start of the JVM to the first frame: %.2f s", measured.secondsToFirstFrame());
    }

    private void row(PrintWriter out, String name, double seconds, long flops) {
        double share = PERCENT * seconds / measured.median().total();
        if (flops == 0) {
            line(out, "%-16s %8.3f %5.1f %% %9s %8s", name, seconds, share, "-", "-");
        } else {
            line(out, "%-16s %8.3f %5.1f %% %9.1f %8.0f", name, seconds, share, flops / GIGA, flops / GIGA / seconds);
        }
    }

    private static String name(Part part) {
        return part.name().toLowerCase(Locale.ROOT).replace('_', ' ').replace("clip", "CLIP");
    }

    private static String gigabytes(OptionalLong bytes) {
        return bytes.isEmpty() ? "not known" : String.format(Locale.ROOT, "%.3f GB", bytes.getAsLong() / GIGA);
    }

    private static void line(PrintWriter out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
