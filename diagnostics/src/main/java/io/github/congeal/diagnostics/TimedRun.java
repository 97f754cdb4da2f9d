package io.github.congeal.diagnostics;

import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.internal.clip.ClipArchitecture;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.engine.Preparation;
import io.github.congeal.internal.engine.Run;
import io.github.congeal.internal.guidance.Phase;
import io.github.congeal.internal.vqgan.VqganArchitecture;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A run of the engine whose phases are timed. */
final class TimedRun {
    private static final double NANOSECONDS = 1e9;
    private static final double MILLISECONDS = 1e3;
    private static final int OPERATIONS = 2;

    private final Networks networks;
    private final Preparation preparation;
    private final Size size;
    private final int cutouts;
    private final Consumer<String> listener;
    private final VqganArchitecture vqgan;
    private final ClipArchitecture clip;
    private final Work work;
    private final Stopwatch stopwatch = new Stopwatch(System::nanoTime);
    private final ResidentMemory residentMemory = new ResidentMemory();

    TimedRun(Networks networks, Settings settings, Preparation preparation, Consumer<String> listener) {
        this.networks = networks;
        this.preparation = preparation;
        this.size = settings.get(Control.SIZE);
        this.cutouts = settings.get(Control.CUTOUTS);
        this.listener = listener;
        this.vqgan = networks.vqgan().architecture();
        this.clip = networks.clip().architecture();
        this.work = Work.of(vqgan, clip, size.width(), size.height(), cutouts);
    }

    /** The measurements of a run that is closed. */
    private record Course(
            List<Iteration> iterations, long executedFlops, long bufferBytes, double secondsToFirstFrame) {}

    Measurement measure(String subject, int iterations) {
        Course course = run(iterations);
        OptionalLong peakResident = residentMemory.peak();
        listener.accept("measuring the machine's peak");
        return new Measurement(
                subject,
                size.width(),
                size.height(),
                cutouts,
                networks.device().threads(),
                course.iterations,
                course.executedFlops,
                MachinePeak.measure(networks.device(), vqgan, clip, size.width(), size.height()),
                new MemoryUse(peakResident, course.bufferBytes, networks.bytes(), preparation.bytes()),
                course.secondsToFirstFrame);
    }

    private Course run(int iterations) {
        try (Run run = preparation.newRun(stopwatch)) {
            run.picture();
            double secondsToFirstFrame = secondsSinceStart();
            listener.accept(say("first frame after %.1f s", secondsToFirstFrame));
            stopwatch.stop();
            long before = run.multiplyAdds();
            List<Iteration> measured = new ArrayList<>();
            for (int i = 1; i <= iterations; i++) {
                Iteration iteration = iterate(run);
                measured.add(iteration);
                listener.accept(say("iteration %s of %s: %.2f s", i, iterations, iteration.seconds()));
            }
            long executed = OPERATIONS * (run.multiplyAdds() - before) / iterations;
            return new Course(measured, executed, run.arrayBytes(), secondsToFirstFrame);
        }
    }

    private Iteration iterate(Run run) {
        run.step();
        Map<Phase, Long> times = stopwatch.stop();
        run.picture();
        List<PhaseCost> costs = Arrays.stream(Phase.values())
                .map(phase ->
                        new PhaseCost(name(phase), times.getOrDefault(phase, 0L) / NANOSECONDS, work.flops(phase)))
                .toList();
        return new Iteration(costs, residentMemory.now());
    }

    private static String name(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT).replace('_', ' ').replace("clip", "CLIP");
    }

    private static double secondsSinceStart() {
        long start = ManagementFactory.getRuntimeMXBean().getStartTime();
        return (System.currentTimeMillis() - start) / MILLISECONDS;
    }

    private static String say(String sentence, Object... values) {
        return String.format(Locale.ROOT, sentence, values);
    }
}
