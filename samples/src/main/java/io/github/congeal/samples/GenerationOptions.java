package io.github.congeal.samples;

import io.github.congeal.CutoutMethod;
import io.github.congeal.Generation;
import io.github.congeal.Start;
import io.github.congeal.model.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a picture is made, whatever it shows. What is not given is left to the model. */
final class GenerationOptions {
    @Option(
            names = "--size",
            paramLabel = "WxH",
            converter = Size.Converter.class,
            description = "Size in pixels, such as 256x256; rounded down to whole blocks of the model.")
    private @Nullable Size size;

    @Option(names = "--iterations", paramLabel = "N", description = "How many steps to take.")
    private @Nullable Integer iterations;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed gives the same picture. Drawn if not given.")
    private @Nullable Long seed;

    @Option(names = "--init", paramLabel = "FILE", description = "The picture to begin with.")
    private @Nullable Path initialImage;

    @Option(
            names = "--target",
            paramLabel = "FILE[:WEIGHT]",
            converter = WeightedFile.Converter.class,
            description = "A picture that the result should become like; may be given several times.")
    private List<WeightedFile> targets = new ArrayList<>();

    @Option(
            names = "--start",
            paramLabel = "START",
            description = "What to begin with if not with a picture: ${COMPLETION-CANDIDATES}.")
    private @Nullable Start start;

    @Option(names = "--step-size", paramLabel = "X", description = "The optimiser's step size.")
    private @Nullable Double stepSize;

    @Option(names = "--cutouts", paramLabel = "N", description = "How many cutouts CLIP looks at in each step.")
    private @Nullable Integer cutouts;

    @Option(
            names = "--cutout-method",
            paramLabel = "METHOD",
            description = "How the cutouts are made: ${COMPLETION-CANDIDATES}.")
    private @Nullable CutoutMethod cutoutMethod;

    @Option(names = "--truncate", description = "Cut off what is too long for the model instead of refusing it.")
    private boolean truncate;

    /** A builder with these options, which lacks only what the picture should show. */
    Generation.Builder builder(Model model) {
        Generation.Builder builder = Generation.builder().model(model).truncate(truncate);
        given(size, it -> builder.size(it.width(), it.height()));
        given(iterations, builder::iterations);
        given(seed, builder::seed);
        given(initialImage, builder::initialImage);
        targets.forEach(target -> builder.target(target.file(), target.weight()));
        given(start, builder::start);
        given(stepSize, builder::stepSize);
        given(cutouts, builder::cutouts);
        given(cutoutMethod, builder::cutoutMethod);
        return builder;
    }

    private static <T> void given(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }
}
