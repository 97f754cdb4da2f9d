package io.github.congeal.diagnostics;

import io.github.congeal.internal.nn.ExpectedShapes;
import io.github.congeal.internal.nn.Weights;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Random weights, always the same, with a variance that keeps activations at about their size. The results of a network are
 * meaningless, but its time is that of a trained one.
 */
record RandomWeights(String origin, Map<String, long[]> shapes) implements Weights.Source {
    /** Half the width of the uniform distribution of tensors of one dimension around their mean. */
    private static final float SPREAD = 0.25f;

    /** Weights for all tensors of a model. */
    static RandomWeights of(String model, ExpectedShapes tensors) {
        return new RandomWeights("random weights for " + model, tensors.shapes());
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
        float[] values = new float[Math.toIntExact(count(shape))];
        read(name, FloatBuffer.wrap(values), shape);
        return values;
    }

    @Override
    public void read(String name, FloatBuffer target, long... shape) {
        long count = count(shape);
        boolean factors = shape.length == 1 && (name.endsWith("weight") || name.endsWith("running_var"));
        float centre = factors ? 1 : 0;
        // Uniform numbers with the variance of one divided by the number of inputs.
        float spread = shape.length > 1 ? (float) Math.sqrt(3.0 * shape[0] / count) : SPREAD;
        SplittableRandom random = new SplittableRandom(name.hashCode());
        for (long i = 0; i < count; i++) {
            target.put(centre + spread * (2 * (float) random.nextDouble() - 1));
        }
    }

    private static long count(long... shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }
}
