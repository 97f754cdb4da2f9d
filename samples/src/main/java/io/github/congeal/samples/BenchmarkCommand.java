package io.github.congeal.samples;

import io.github.congeal.control.Control;
import io.github.congeal.diagnostics.Benchmark;
import io.github.congeal.diagnostics.Measurement;
import io.github.congeal.diagnostics.Neighbour;
import io.github.congeal.diagnostics.Subject;
import io.github.congeal.model.Model;
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

/** Measures this machine. */
@Command(
        description = {
            "Measures how long an iteration takes and how much memory, phase by phase.",
            "Published models are built with random weights, so no file is needed."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BenchmarkCommand implements Callable<Integer> {
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
                description = "The published models to build. Default: ${DEFAULT-VALUE}.")
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
            description = "The number of cutouts. Default: 64, or the bundled model's.")
    private @Nullable Integer cutouts;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "The number of iterations to time. Default: ${DEFAULT-VALUE}.")
    private int iterations = 5;

    @Option(
            names = "--memory-limit",
            paramLabel = "GB",
            description = "The memory that the process may hold, in 1e9 bytes. Default: all there is.")
    private @Nullable Double memoryLimit;

    @Option(
            names = "--precision",
            paramLabel = "WORD",
            description = "How exactly products are computed: exact or fast. They differ on a GPU. Default: exact.")
    private @Nullable String precision;

    @Option(
            names = "--tiled-decoding",
            paramLabel = "TILES",
            description = "Draw the picture in tiles, such as tiled-decoding(side=512). Default: whole.")
    private @Nullable String tiles;

    @Mixin
    private DeviceOptions device;

    @Option(
            names = "--estimate",
            description = "Only estimate how much memory a run would need: on the CPU, or with --device gpu on a GPU,"
                    + " which need not be there.")
    private boolean estimate;

    @Option(
            names = "--neighbour",
            description =
                    "Time it again beside a program that keeps one processor busy, and print how much longer it takes.")
    private boolean neighbour;

    @Mixin
    private GuestOptions guest;

    @Option(names = "--json", paramLabel = "FILE", description = "The file for the figures, as JSON.")
    private @Nullable Path json;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException, InterruptedException {
        // Before random weights are made, which takes a while.
        requirePositive("--iterations", iterations);
        requirePositive("--cutouts", cutouts);
        requirePositive("--memory-limit", memoryLimit);
        new OutputFiles().file("--json", json);
        guest.given().forEach(option -> requirePositive(option.name(), option.value()));
        if (guest.given().findAny().isPresent()) {
            measureGuest();
            return 0;
        }
        try (Subject subject = subject()) {
            Benchmark benchmark = benchmark(subject);
            if (estimate) {
                print(estimate(subject, benchmark));
                return 0;
            }
            Measurement measurement = benchmark.run();
            print(new BenchmarkReport(measurement).toString());
            if (neighbour) {
                print(besideNeighbour(benchmark, measurement));
            }
            if (json != null) {
                new BenchmarkJson(measurement).write(json);
            }
        }
        return 0;
    }

    private static String estimate(Subject subject, Benchmark benchmark) {
        if (benchmark.estimatedBytes() == Long.MAX_VALUE) {
            throw new IllegalArgumentException("--size was %sx%s, which is far too large to be estimated"
                    .formatted(benchmark.width(), benchmark.height()));
        }
        return String.format(
                Locale.ROOT,
                "%s, %sx%s, %s cutouts: %.1f GB%n",
                subject.name(),
                benchmark.width(),
                benchmark.height(),
                benchmark.cutouts(),
                benchmark.estimatedBytes() / GIGA);
    }

    private static String besideNeighbour(Benchmark benchmark, Measurement quiet) {
        double seconds = Neighbour.beside(benchmark::run).median().seconds();
        return String.format(
                Locale.ROOT,
                "beside a busy neighbour: %.3f s, %.2f times as long%n",
                seconds,
                seconds / quiet.median().seconds());
    }

    private void measureGuest() throws InterruptedException {
        if (!ModelOptions.BUNDLED.equals(tested.model)) {
            throw new ParameterException(
                    command.commandLine(),
                    guest.given().findFirst().orElseThrow().name() + " takes --model bundled");
        }
        guest.measure(size, this::print);
    }

    private void print(String text) {
        PrintWriter out = command.commandLine().getOut();
        out.print(text);
        out.flush();
    }

    private Subject subject() {
        if (tested.model == null) {
            if (estimate) {
                return Subject.counted(tested.models, device.device());
            }
            tell("making random weights for " + tested.models);
            return Subject.synthetic(tested.models, device.device());
        }
        if (!tested.model.equals(ModelOptions.BUNDLED)) {
            throw new ParameterException(
                    command.commandLine(),
                    "there is no model named '%s', only '%s'; published ones are built with --models"
                            .formatted(tested.model, ModelOptions.BUNDLED));
        }
        return Subject.of(Model.bundled(device.device()));
    }

    private Benchmark benchmark(Subject subject) {
        Benchmark benchmark = Benchmark.of(subject).iterations(iterations).listener(this::tell);
        if (size != null) {
            benchmark = benchmark.size(size.width(), size.height());
        }
        if (cutouts != null) {
            benchmark = benchmark.cutouts(cutouts);
        }
        if (precision != null) {
            benchmark = benchmark.precision(Control.PRECISION.read(precision));
        }
        if (tiles != null) {
            benchmark = benchmark.tiledDecoding(Control.TILED_DECODING.read(tiles));
        }
        return memoryLimit == null ? benchmark : benchmark.memoryLimit(Math.round(memoryLimit * GIGA));
    }

    private void requirePositive(String option, @Nullable Number value) {
        if (value != null && !(value.doubleValue() > 0)) {
            throw new ParameterException(
                    command.commandLine(), "%s was %s, but must be above 0".formatted(option, value));
        }
    }

    private void tell(String sentence) {
        if (!output.quiet()) {
            command.commandLine().getErr().println(sentence);
            command.commandLine().getErr().flush();
        }
    }
}
