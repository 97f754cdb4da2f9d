package io.github.congeal.internal.benchmark;

import io.github.congeal.internal.clip.ClipArchitecture;
import io.github.congeal.internal.engine.MemoryNeed;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.engine.Part;
import io.github.congeal.internal.engine.RandomCodes;
import io.github.congeal.internal.engine.Run;
import io.github.congeal.internal.engine.Settings;
import io.github.congeal.internal.engine.TextGoal;
import io.github.congeal.internal.vqgan.VqganArchitecture;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Measures a run as any program would have it: one prompt, random codes to begin with, every step looked at. */
public final class Benchmark {
    private static final String PROMPT = "a lighthouse in a storm";
    private static final double NANOSECONDS = 1e9;
    private static final double MILLISECONDS = 1e3;
    private static final int OPERATIONS = 2;

    private final Subject subject;
    private final Settings settings;
    private final int iterations;
    private final ResidentMemory residentMemory = new ResidentMemory();
    private final Consumer<String> progress;

    /**
     * A measurement to be made.
     *
     * @param iterations how many are timed, after the first frame; at least 1
     * @param progress told in a sentence how far it has come
     */
    public Benchmark(Subject subject, Settings settings, int iterations, Consumer<String> progress) {
        this.subject = subject;
        this.settings = settings;
        this.iterations = iterations;
        this.progress = progress;
    }

    /**
     * Makes it.
     *
     * @throws IllegalArgumentException if the run does not fit into memory
     */
    public Measurement run() {
        Networks networks = subject.networks();
        VqganArchitecture vqgan = networks.vqgan().architecture();
        ClipArchitecture clip = networks.clip().architecture();
        MemoryNeed need = MemoryNeed.of(networks, settings);
        need.requireAvailable();
        Course course = course(networks);
        OptionalLong peakResident = residentMemory.peak();
        progress.accept("measuring the machine's peak");
        return new Measurement(
                course.iterations,
                Work.of(vqgan, clip, settings.width(), settings.height(), settings.cutouts()),
                course.executedFlops,
                MachinePeak.measure(networks.device(), vqgan, clip, settings.width(), settings.height()),
                networks.device().threads(),
                peakResident,
                course.bufferBytes,
                networks.bytes(),
                need.bytes(),
                course.secondsToFirstFrame);
    }

    /** What the run itself told. */
    private record Course(
            List<Iteration> iterations, long executedFlops, long bufferBytes, double secondsToFirstFrame) {}

    private Course course(Networks networks) {
        int[] tokens = networks.tokenizer().tokenize(PROMPT, networks.clip().contextLength(), true);
        TextGoal goal = new TextGoal(tokens, 1, Double.NEGATIVE_INFINITY);
        Stopwatch stopwatch = new Stopwatch(System::nanoTime);
        try (Run run = new Run(networks, settings, List.of(goal), new RandomCodes(), stopwatch)) {
            run.picture();
            double secondsToFirstFrame = secondsSinceStart();
            progress.accept(say("first frame after %.1f s", secondsToFirstFrame));
            stopwatch.stop();
            long before = run.multiplyAdds();
            List<Iteration> measured = new ArrayList<>();
            for (int i = 1; i <= iterations; i++) {
                Iteration iteration = iterate(run, stopwatch);
                measured.add(iteration);
                progress.accept(say("iteration %d of %d: %.2f s", i, iterations, iteration.total()));
            }
            return new Course(
                    measured,
                    OPERATIONS * (run.multiplyAdds() - before) / iterations,
                    run.arrayBytes(),
                    secondsToFirstFrame);
        }
    }

    private Iteration iterate(Run run, Stopwatch stopwatch) {
        run.step();
        Map<Part, Double> seconds = new EnumMap<>(Part.class);
        stopwatch.stop().forEach((part, time) -> seconds.put(part, time / NANOSECONDS));
        run.picture();
        return new Iteration(seconds, residentMemory.now());
    }

    private static double secondsSinceStart() {
        long start = ManagementFactory.getRuntimeMXBean().getStartTime();
        return (System.currentTimeMillis() - start) / MILLISECONDS;
    }

    private static String say(String sentence, Object... values) {
        return String.format(Locale.ROOT, sentence, values);
    }
}
