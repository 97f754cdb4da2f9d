package io.github.congeal.model;

import io.github.congeal.CheckpointException;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.engine.Defaults;
import io.github.congeal.internal.vqgan.VqganConfiguration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The metadata in model files. */
final class ModelMetadata {
    private static final String GROUPS = "congeal.norm_groups";

    private ModelMetadata() {}

    /**
     * Returns the settings that suit the model best.
     *
     * @throws CheckpointException if one of the files states a value that is not allowed
     */
    static Settings defaults(@Nullable Checkpoint... files) {
        Map<String, String> all = new HashMap<>();
        for (Checkpoint file : files) {
            if (file != null) {
                // Each file by itself, so that an error names the right one.
                defaultsOf(file);
                all.putAll(file.metadata());
            }
        }
        return Defaults.of(all);
    }

    private static void defaultsOf(Checkpoint file) {
        try {
            Defaults.of(file.metadata());
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(file.source(), "metadata", String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Returns the number of groups of a VQGAN's normalisation, which no shape reveals; published models do not state
     * it.
     *
     * @throws CheckpointException if the file states something that is not a number
     */
    static int groups(Checkpoint vqgan) {
        String groups = vqgan.metadata().get(GROUPS);
        try {
            return groups == null ? VqganConfiguration.USUAL_GROUPS : Integer.parseInt(groups);
        } catch (NumberFormatException e) {
            throw new CheckpointException(vqgan.source(), GROUPS, "\"%s\" is not a whole number".formatted(groups), e);
        }
    }
}
