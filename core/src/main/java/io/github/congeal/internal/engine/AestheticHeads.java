package io.github.congeal.internal.engine;

import io.github.congeal.CheckpointException;
import io.github.congeal.control.Control;
import io.github.congeal.control.Regularizer;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.Checkpoints;
import io.github.congeal.internal.guidance.AestheticHead;
import java.nio.file.Path;
import java.util.List;

/** Reads the heads that settings name. */
final class AestheticHeads {
    private AestheticHeads() {}

    /**
     * The heads.
     *
     * @param dimension the length of CLIP's embeddings
     * @throws CheckpointException if a file cannot be read, or holds no such head
     * @throws IllegalArgumentException if one is for embeddings of another length
     */
    static List<AestheticHead> of(Settings settings, int dimension) {
        int steps = settings.get(Control.ITERATIONS);
        return settings.get(Control.REGULARIZERS).stream()
                .filter(Regularizer.Aesthetic.class::isInstance)
                .map(regularizer -> read((Regularizer.Aesthetic) regularizer, dimension, steps))
                .toList();
    }

    private static AestheticHead read(Regularizer.Aesthetic regularizer, int dimension, int steps) {
        try (Checkpoint file = Checkpoints.open(Path.of(regularizer.head()))) {
            float[] weights = file.read("weight");
            float[] bias = file.read("bias");
            if (bias.length != 1) {
                throw new CheckpointException(
                        file.source(), "bias", "a head gives one score, but this gives " + bias.length);
            }
            if (weights.length != dimension) {
                throw new IllegalArgumentException(
                        "regularizer was %s, whose head is for embeddings of %d numbers, but this CLIP's have %d: load the CLIP that it was made for"
                                .formatted(regularizer, weights.length, dimension));
            }
            return new AestheticHead(
                    weights, bias[0], step -> regularizer.weight().at(step, steps));
        }
    }
}
