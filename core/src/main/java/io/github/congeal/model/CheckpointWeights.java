package io.github.congeal.model;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.TensorInfo;
import io.github.congeal.internal.nn.Weights;
import java.util.Arrays;

/** The tensors of a checkpoint, as layers ask for them. */
record CheckpointWeights(Checkpoint checkpoint) implements Weights.Source {
    @Override
    public String origin() {
        return checkpoint.source();
    }

    @Override
    public boolean has(String name) {
        return checkpoint.tensors().containsKey(name);
    }

    @Override
    public long[] shape(String name) {
        return checkpoint.tensor(name).shape();
    }

    @Override
    public float[] read(String name, long... shape) {
        TensorInfo tensor = checkpoint.tensor(name);
        if (!tensor.hasShape(shape)) {
            throw new CheckpointException(
                    checkpoint.source(),
                    name,
                    "its shape is %s, but the rest of the model calls for %s"
                            .formatted(Arrays.toString(tensor.shape()), Arrays.toString(shape)));
        }
        return checkpoint.read(name);
    }
}
