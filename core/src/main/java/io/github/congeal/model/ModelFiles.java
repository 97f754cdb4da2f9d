package io.github.congeal.model;

import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.Checkpoints;
import io.github.congeal.internal.checkpoint.Description;
import io.github.congeal.internal.clip.Activation;
import io.github.congeal.internal.clip.ClipConfiguration;
import io.github.congeal.internal.clip.ClipConfigurationFile;
import io.github.congeal.internal.engine.DeviceChoice;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.vqgan.CodeChoice;
import io.github.congeal.internal.vqgan.VqganConfigurationFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a model, with the options for loading them.
 *
 * @param vqgan a VQGAN's weights, or null
 * @param clip a CLIP's weights, or null
 */
record ModelFiles(@Nullable Path vqgan, @Nullable Path clip, LoadOptions options) {
    private static final Logger log = LoggerFactory.getLogger(ModelFiles.class);

    ModelFiles {
        Objects.requireNonNull(options, "options");
    }

    /**
     * Loads them.
     *
     * @throws io.github.congeal.CheckpointException if a file cannot be read or is not such a model
     */
    Model load() {
        return load(DeviceChoice.of(options.device()).limitedTo(options.threads()));
    }

    /** Like {@link #load()}, for a given device. */
    Model load(Device device) {
        try (Checkpoint vqganFile = open(vqgan);
                Checkpoint clipFile = open(clip)) {
            Networks networks =
                    new Loading(vqganFile, clipFile, options.listener(), device).run(choice(), configuration(clipFile));
            return new Model(networks, vqgan, clip);
        }
    }

    private static @Nullable Checkpoint open(@Nullable Path file) {
        return file == null ? null : Checkpoints.open(file);
    }

    private @Nullable CodeChoice choice() {
        return vqgan == null
                ? null
                : VqganConfigurationFile.choice(descriptions(vqgan, "config.json"))
                        .orElse(null);
    }

    private ClipConfiguration configuration(@Nullable Checkpoint tensors) {
        if (clip == null || tensors == null) {
            return ClipConfiguration.OPENAI;
        }
        boolean huggingFace = tensors.tensors().containsKey("vision_model.embeddings.class_embedding");
        Optional<ClipConfiguration> found = ClipConfigurationFile.in(
                huggingFace
                        ? descriptions(clip, "config.json", "preprocessor_config.json")
                        : descriptions(clip, "open_clip_config.json"));
        if (found.isEmpty() && options.activation().isEmpty() && !isOpenAis(tensors)) {
            log.warn(
                    "nothing beside {} tells with which activation and colours this CLIP was trained, so OpenAI's are"
                            + " assumed; where that is wrong, as with LAION's, its pictures are poor: put its"
                            + " configuration (open_clip_config.json) beside it, or set the activation",
                    clip);
        }
        ClipConfiguration configuration = found.orElse(ClipConfiguration.OPENAI);
        return options.activation()
                .map(activation -> configuration.with(Activation.valueOf(activation.name())))
                .orElse(configuration);
    }

    /** OpenAI's archives state the input resolution beside the weights; others do not. */
    private static boolean isOpenAis(Checkpoint tensors) {
        return tensors.tensors().containsKey("input_resolution");
    }

    /** Returns what a configuration beside a file states, then what the catalogue states of a file of this name. */
    private static List<Description> descriptions(Path file, String... names) {
        Path absolute = file.toAbsolutePath();
        String name = absolute.getFileName().toString();
        Stream<Description> published = Catalogue.standard().models().stream()
                .filter(model -> model.fileName().equals(name))
                .flatMap(model -> model.config().stream())
                .map(config -> Description.of(config, "the catalogue's entry of " + name));
        return Stream.concat(Description.beside(absolute, names).stream(), published)
                .toList();
    }
}
