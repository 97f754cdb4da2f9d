package io.github.congeal.diagnostics;

import io.github.congeal.internal.nn.ExpectedShapes;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.Map;

/** Weights with shapes only, for dry runs. */
record BlankWeights(String origin, Map<String, long[]> shapes) implements Weights.Source {
    /** Weights for all tensors of a model. */
    static BlankWeights of(String model, ExpectedShapes tensors) {
        return new BlankWeights("the shapes of " + model, tensors.shapes());
    }

    @Override
    public boolean has(String name) {
        return shapes.containsKey(name);
    }

    @Override
    public long[] shape(String name) {
        return shapes.get(name).clone();
    }

    @Override
    public float[] read(String name, long... shape) {
        return new float[Math.toIntExact(Tensor.length(shape))];
    }

    @Override
    public void read(String name, FloatBuffer target, long... shape) {
        // There is nothing to read.
    }
}
