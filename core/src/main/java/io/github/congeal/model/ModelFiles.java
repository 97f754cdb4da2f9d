package io.github.congeal.model;

import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.Checkpoints;
import io.github.congeal.internal.clip.Activation;
import io.github.congeal.internal.clip.ClipConfiguration;
import io.github.congeal.internal.clip.ClipConfigurationFile;
import io.github.congeal.internal.engine.DeviceChoice;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.tensor.Device;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files of a model, and how they are loaded.
 *
 * @param vqgan a VQGAN's weights, or none
 * @param clip a CLIP's weights, or none
 */
record ModelFiles(@Nullable Path vqgan, @Nullable Path clip, LoadOptions options) {
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

    /** As {@link #load()}, for a given device. */
    Model load(Device device) {
        try (Checkpoint vqganFile = open(vqgan);
                Checkpoint clipFile = open(clip)) {
            Networks networks =
                    new Loading(vqganFile, clipFile, options.listener(), device).run(configuration(clipFile));
            return new Model(networks, vqgan, clip);
        }
    }

    private static @Nullable Checkpoint open(@Nullable Path file) {
        return file == null ? null : Checkpoints.open(file);
    }

    private ClipConfiguration configuration(@Nullable Checkpoint tensors) {
        if (clip == null || tensors == null) {
            return ClipConfiguration.OPENAI;
        }
        boolean huggingFace = tensors.tensors().containsKey("vision_model.embeddings.class_embedding");
        ClipConfiguration found =
                ClipConfigurationFile.beside(clip.toAbsolutePath(), huggingFace).orElse(ClipConfiguration.OPENAI);
        return options.activation()
                .map(activation -> found.with(Activation.valueOf(activation.name())))
                .orElse(found);
    }
}
