package io.github.congeal.samples;

import io.github.congeal.control.Control;
import io.github.congeal.internal.benchmark.Benchmark;
import io.github.congeal.internal.benchmark.Measurement;
import io.github.congeal.internal.benchmark.Subject;
import io.github.congeal.internal.engine.MemoryNeed;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.engine.Settings;
import io.github.congeal.internal.guidance.AugmentedCutouts;
import io.github.congeal.internal.tensor.MemoryLimit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures this machine. It is the one command that looks behind the public API, where no user has any business. */
@Command(
        name = "benchmark",
        description = {
            "Measures how long an iteration takes and how much memory, part by part.",
            "Published models are built with random weights: no file is needed."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BenchmarkCommand implements Callable<Integer> {
    private static final long SEED = 1;
    private static final double GIGA = 1e9;

    @Spec
    private CommandSpec command;

    @ArgGroup
    private Tested tested = new Tested();

    /** One of them. */
    static final class Tested {
        @Option(
                names = "--models",
                paramLabel = "VQGAN+CLIP",
                description = "The published models to be built. Default: ${DEFAULT-VALUE}.")
        private String models = "imagenet_f16_16384+ViT-B/32";

        @Option(names = "--model", paramLabel = "bundled", description = "The small model inside this program instead.")
        private @Nullable String model;
    }

    @Option(
            names = "--size",
            paramLabel = "WxH",
            converter = Size.Converter.class,
            description = "Size in pixels, whole blocks of the model. Default: 480x480, or the bundled model's.")
    private @Nullable Size size;

    @Option(
            names = "--cutouts",
            paramLabel = "N",
            description = "How many cutouts CLIP looks at. Default: 64, or the bundled model's.")
    private @Nullable Integer cutouts;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "How many iterations to time. Default: ${DEFAULT-VALUE}.")
    private int iterations = 5;

    @Option(
            names = "--memory-limit",
            paramLabel = "GB",
            description = "How much memory the process may come to hold, in 1e9 bytes. Default: what there is.")
    private @Nullable Double memoryLimit;

    @Option(names = "--estimate", description = "Only say how much memory a run would need by the program's estimate.")
    private boolean estimate;

    @Option(names = "--json", paramLabel = "FILE", description = "Where the figures go for machines to read.")
    private @Nullable Path json;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException {
        requireAtLeastOne("--iterations", iterations);
        try (Subject subject = subject()) {
            Settings settings = settings(subject.networks());
            if (estimate) {
                estimate(subject, settings);
                return 0;
            }
            Measurement measurement = new Benchmark(subject, settings, iterations, this::tell).run();
            PrintWriter out = command.commandLine().getOut();
            new BenchmarkReport(subject.name(), settings, measurement).print(out);
            out.flush();
            if (json != null) {
                new BenchmarkJson(subject.name(), settings, measurement).write(json);
            }
        }
        return 0;
    }

    private void estimate(Subject subject, Settings settings) {
        long bytes = MemoryNeed.of(subject.networks(), settings).bytes();
        PrintWriter out = command.commandLine().getOut();
        out.println(String.format(
                Locale.ROOT,
                "%s, %dx%d, %d cutouts: %.1f GB",
                subject.name(),
                settings.width(),
                settings.height(),
                settings.cutouts(),
                bytes / GIGA));
        out.flush();
    }

    private Subject subject() {
        if (tested.model == null) {
            tell("making random weights for " + tested.models);
            return Subject.random(tested.models);
        }
        if (!tested.model.equals(ModelOptions.BUNDLED)) {
            throw new ParameterException(
                    command.commandLine(),
                    "there is no model named '%s', only '%s'; published ones are built with --models"
                            .formatted(tested.model, ModelOptions.BUNDLED));
        }
        return Subject.bundled();
    }

    private Settings settings(Networks networks) {
        io.github.congeal.control.Settings defaults = networks.defaults();
        int width = size == null ? defaults.get(Control.SIZE).width() : size.width();
        int height = size == null ? defaults.get(Control.SIZE).height() : size.height();
        networks.vqgan().requireSize(width, height);
        int count = cutouts == null ? defaults.get(Control.CUTOUTS) : cutouts;
        requireAtLeastOne("--cutouts", count);
        return new Settings(
                width,
                height,
                SEED,
                defaults.get(Control.STEP_SIZE).at(0, 1),
                count,
                new AugmentedCutouts(),
                memoryLimit());
    }

    private long memoryLimit() {
        if (memoryLimit == null) {
            return MemoryLimit.bytes();
        }
        if (!(memoryLimit > 0)) {
            throw new ParameterException(
                    command.commandLine(), "--memory-limit was %s, but must be above 0".formatted(memoryLimit));
        }
        return Math.min(Math.round(memoryLimit * GIGA), MemoryLimit.bytes());
    }

    private void requireAtLeastOne(String option, int value) {
        if (value < 1) {
            throw new ParameterException(
                    command.commandLine(), "%s was %d, but must be at least 1".formatted(option, value));
        }
    }

    private void tell(String sentence) {
        if (!output.quiet()) {
            command.commandLine().getErr().println(sentence);
            command.commandLine().getErr().flush();
        }
    }
}
