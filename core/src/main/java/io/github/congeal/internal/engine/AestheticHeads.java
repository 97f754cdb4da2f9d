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

/** Reads the aesthetic heads of the settings. */
final class AestheticHeads {
    private AestheticHeads() {}

    /**
     * The heads of the settings.
     *
     * @param dimension the dimension of CLIP's embeddings
     * @throws CheckpointException if a file cannot be read, or has no such head
     * @throws IllegalArgumentException if one is for embeddings of another dimension
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
                        "regularizer was %s, whose head is for embeddings of %s numbers, but this CLIP's have %s: load the CLIP that it was made for"
                                .formatted(regularizer, weights.length, dimension));
            }
            return new AestheticHead(
                    weights, bias[0], step -> regularizer.weight().at(step, steps));
        }
    }
}
