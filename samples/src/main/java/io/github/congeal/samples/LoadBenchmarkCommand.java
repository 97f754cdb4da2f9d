package io.github.congeal.samples;

import io.github.congeal.Generation;
import io.github.congeal.diagnostics.ResidentMemory;
import io.github.congeal.diagnostics.Subject;
import io.github.congeal.model.LoadOptions;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how long two files take to load, and how much memory; {@code benchmarks/parity} has the same for PyTorch. */
@Command(
        description = "Loads a model once and reports the time taken and, on Linux, the peak memory.",
        mixinStandardHelpOptions = true,
        hidden = true,
        sortOptions = false)
final class LoadBenchmarkCommand implements Callable<Integer> {
    private static final int INTERVAL = 10;
    private static final int SIDE = 64;

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "VQGAN", description = "A VQGAN's file.")
    private Path vqgan;

    @Parameters(index = "1", paramLabel = "CLIP", description = "A CLIP's file.")
    private Path clip;

    @Override
    public Integer call() {
        AtomicLong anonymous = new AtomicLong();
        Thread watch = new Thread(() -> watch(anonymous), "memory-watch");
        watch.setDaemon(true);
        watch.start();
        long begin = System.nanoTime();
        AtomicLong weights = new AtomicLong();
        try (Model model =
                Model.load(vqgan, clip, LoadOptions.defaults().listener((done, total) -> weights.set(total)))) {
            double seconds = (System.nanoTime() - begin) / 1e9;
            long used = Subject.of(model).weightBytes();
            PrintWriter out = command.commandLine().getOut();
            out.printf(Locale.ROOT, "%s: %.2f s, the start of ND4J included%n", model, seconds);
            out.printf(
                    Locale.ROOT,
                    "weights: %.0f MB, of these read at once %.0f MB%n",
                    used / 1e6,
                    Float.BYTES * weights.get() / 1e6);
            print(out, used, anonymous);
            for (int time = 1; time <= 2; time++) {
                tell(out, "text tower loaded, a text embedded", () -> model.embed("anything"));
                BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
                tell(out, "encoder loaded, a small picture reconstructed", () -> model.reconstruct(picture));
            }
            print(out, used, anonymous);
            for (int side : new int[] {256, 480}) {
                out.printf(
                        Locale.ROOT,
                        "a run at %sx%s needs about %.1f GB%n",
                        side,
                        side,
                        Generation.builder()
                                        .model(model)
                                        .prompt("anything")
                                        .size(side, side)
                                        .build()
                                        .memoryNeeded()
                                / 1e9);
            }
            out.flush();
        }
        return 0;
    }

    private static void tell(PrintWriter out, String what, Runnable work) {
        long begin = System.nanoTime();
        work.run();
        out.printf(Locale.ROOT, "%s: %.2f s%n", what, (System.nanoTime() - begin) / 1e9);
    }

    private static void print(PrintWriter out, long used, AtomicLong anonymous) {
        new ResidentMemory().peak().ifPresent(peak -> {
            print(out, "peak resident", peak, used);
            print(out, "peak resident, pages of the files left out", anonymous.get(), used);
        });
    }

    private static void print(PrintWriter out, String what, long bytes, long used) {
        out.printf(Locale.ROOT, "%s: %.0f MB, %.2f times the weights%n", what, bytes / 1e6, (double) bytes / used);
    }

    private static void watch(AtomicLong most) {
        ResidentMemory memory = new ResidentMemory();
        try {
            for (OptionalLong now = memory.anonymous(); now.isPresent(); now = memory.anonymous()) {
                most.accumulateAndGet(now.getAsLong(), Math::max);
                Thread.sleep(INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
