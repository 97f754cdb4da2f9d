package io.github.congeal.internal.guidance;

import io.github.congeal.CheckpointException;
import io.github.congeal.control.Regularizer;
import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.Checkpoints;
import java.nio.file.Path;
import java.util.function.IntToDoubleFunction;

/**
 * See {@link Regularizer.Aesthetic}.
 *
 * @param weights of the normalised embedding's numbers
 * @param bias what is added
 * @param weight how much the score counts, by the number of steps that were taken before
 */
@SuppressWarnings("ArrayRecordComponent") // known again by being the very same array
public record AestheticHead(float[] weights, float bias, IntToDoubleFunction weight) {
    /**
     * Reads a head.
     *
     * @param dimension the length of CLIP's embeddings
     * @throws CheckpointException if the file cannot be read, or holds no such head
     * @throws IllegalArgumentException if it is for embeddings of another length
     */
    public static AestheticHead read(Regularizer.Aesthetic regularizer, int dimension, IntToDoubleFunction weight) {
        try (Checkpoint file = Checkpoints.open(Path.of(regularizer.head()))) {
            float[] weights = file.read("weight");
            float[] bias = file.read("bias");
            if (bias.length != 1) {
                throw new CheckpointException(
                        file.source(), "bias", "a head for beauty has one number here, but this has " + bias.length);
            }
            if (weights.length != dimension) {
                throw new IllegalArgumentException(
                        "regularizer was %s, whose head is for embeddings of %d numbers, but this CLIP's have %d: load the CLIP that it was made for"
                                .formatted(regularizer, weights.length, dimension));
            }
            return new AestheticHead(weights, bias[0], weight);
        }
    }
}
