package io.github.congeal.samples;

import io.github.congeal.diagnostics.CancelLatency;
import io.github.congeal.diagnostics.Durations;
import io.github.congeal.diagnostics.GameLoop;
import io.github.congeal.diagnostics.Holdings;
import io.github.congeal.diagnostics.Soak;
import io.github.congeal.diagnostics.TwoRuns;
import io.github.congeal.model.Model;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code benchmark} can measure of the library as a guest in another program, instead of the time of an iteration. */
final class GuestOptions {
    private static final double MEGA = 1e6;
    private static final int SMALL = 64;

    @Option(
            names = "--soak",
            paramLabel = "N",
            description = "Make N short runs instead, four at once, and print the memory that the process holds during"
                    + " them. A third of the runs is dropped without being closed, a third interrupted and a sixth"
                    + " made to fail. --size is 64x64 by default; only for --model bundled.")
    private @Nullable Integer soak;

    @Option(
            names = "--cancel",
            paramLabel = "N",
            description = "Cancel N runs instead, by interrupting and by closing from another thread, and print how"
                    + " soon they end. Only for --model bundled.")
    private @Nullable Integer cancelled;

    @Option(
            names = "--game-loop",
            paramLabel = "SECONDS",
            description = "Draw sixty times a second instead, alone and beside a run with one thread, and print the"
                    + " time from one picture to the next. Only for --model bundled.")
    private @Nullable Integer seconds;

    @Option(
            names = "--two-runs",
            paramLabel = "N",
            description = "Time two runs instead, N times one after the other and N times side by side, and print how"
                    + " much longer they take side by side. Only for --model bundled.")
    private @Nullable Integer rounds;

    /** The options that were given, each with its value. */
    Stream<Given> given() {
        return Stream.of(
                        new Given("--soak", soak),
                        new Given("--cancel", cancelled),
                        new Given("--game-loop", seconds),
                        new Given("--two-runs", rounds))
                .filter(option -> option.value != null);
    }

    /** An option and its value. */
    record Given(String name, @Nullable Integer value) {}

    /** Measures what was asked for, with the bundled model. */
    void measure(@Nullable Size wanted, Consumer<String> out) throws InterruptedException {
        // The library has to do without what this program does for its memory.
        SteadyHeap.stop();
        Model model = Model.bundled();
        if (soak != null) {
            Size size = wanted == null ? new Size(SMALL, SMALL) : wanted;
            soak(new Soak(model, size.width(), size.height()), soak, out);
        }
        Size size = wanted == null ? new Size(4 * SMALL, 4 * SMALL) : wanted;
        if (cancelled != null) {
            cancel(new CancelLatency(model, size.width(), size.height()), cancelled, out);
        }
        if (seconds != null) {
            GameLoop loop = new GameLoop(Duration.ofSeconds(seconds));
            out.accept(frames("alone", loop.alone()));
            out.accept(frames("beside a run", loop.besideRun(model, size.width(), size.height())));
        }
        if (rounds != null) {
            TwoRuns.Result result = new TwoRuns(model, size.width(), size.height()).measure(rounds);
            out.accept(line(
                    "two runs, ten steps each: %.0f ms in turn, %.0f ms at once (medians of %s), %.2f times as long",
                    result.inTurn().median(),
                    result.atOnce().median(),
                    rounds,
                    result.atOnce().median() / result.inTurn().median()));
        }
    }

    private static void soak(Soak soak, int runs, Consumer<String> out) throws InterruptedException {
        Soak.Result result =
                soak.make(runs, reading -> out.accept(held("after %s runs".formatted(reading.runs()), reading.held())));
        out.accept(line(
                "%s finished, %s abandoned, %s interrupted, %s failed",
                result.finished(), result.abandoned(), result.interrupted(), result.failed()));
        out.accept(held("with garbage collected, after the first tenth", result.early()));
        out.accept(held("with garbage collected, after all", result.late()));
    }

    private static String held(String when, Holdings.Held held) {
        return line(
                "%s: %.0f MB resident, %s threads, %s files and sockets, %s native arrays",
                when, held.resident().orElse(0) / MEGA, held.threads(), count(held.handles()), count(held.arrays()));
    }

    private static String count(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "uncounted";
    }

    private static void cancel(CancelLatency latency, int runs, Consumer<String> out) throws InterruptedException {
        for (CancelLatency.Way way : CancelLatency.Way.values()) {
            CancelLatency.Result result = latency.measure(way, runs);
            Durations ended = result.latency();
            out.accept(line(
                    "%-9s: ended after %.0f ms (median of %s, at most %.0f ms), %.2f steps (at most %.2f) of %.0f ms",
                    way.name().toLowerCase(Locale.ROOT),
                    ended.median(),
                    ended.count(),
                    ended.longest(),
                    ended.median() / result.stepMillis(),
                    ended.longest() / result.stepMillis(),
                    result.stepMillis()));
        }
    }

    private static String frames(String when, Durations times) {
        return line(
                "%-12s: %.1f ms from picture to picture (median of %s), 99th percentile %.1f ms, at most %.1f ms",
                when, times.median(), times.count(), times.percentile(99), times.longest());
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values) + System.lineSeparator();
    }
}
