package io.github.congeal.samples.window;

import io.github.congeal.Generation;
import io.github.congeal.Prompt;
import io.github.congeal.model.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was asked for in the window. What is null is left to the model. */
record PictureSettings(
        List<Prompt> prompts,
        @Nullable Path target,
        double targetWeight,
        @Nullable Path initialImage,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Integer iterations,
        @Nullable Long seed,
        @Nullable Integer cutouts,
        @Nullable Double stepSize,
        ModelChoice model) {

    /**
     * The generation with these settings.
     *
     * @throws IllegalArgumentException if there cannot be one; the sentence begins with the parameter's name
     */
    Generation generation(Model networks) {
        Generation.Builder builder = Generation.builder().model(networks).prompts(prompts);
        given(target, it -> builder.target(it, targetWeight));
        given(initialImage, builder::initialImage);
        given(iterations, builder::iterations);
        given(seed, builder::seed);
        given(cutouts, builder::cutouts);
        given(stepSize, builder::stepSize);
        if (width != null && height != null) {
            builder.size(width, height);
        } else if (width != null || height != null) {
            Generation usual = usual(networks);
            builder.size(
                    Optional.ofNullable(width).orElse(usual.width()),
                    Optional.ofNullable(height).orElse(usual.height()));
        }
        return builder.build();
    }

    /** What a model does with a prompt and nothing else: that tells its defaults. */
    static Generation usual(Model networks) {
        return Generation.builder().model(networks).prompt("anything").build();
    }

    private static <T> void given(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }
}
