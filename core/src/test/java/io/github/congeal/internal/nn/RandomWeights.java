package io.github.congeal.internal.nn;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Weights made up in a test: any name in any shape that is asked for, always with the same numbers for the same name.
 * Their size keeps the outputs of a layer near its inputs.
 */
public final class RandomWeights implements Weights.Source {
    private final long seed;
    private final Map<String, long[]> shapes = new HashMap<>();
    private final Set<String> absent = new HashSet<>();

    /** Another seed gives other weights. */
    public RandomWeights(long seed) {
        this.seed = seed;
    }

    /** Tells the shape of a tensor, for a layer that asks for it. */
    public RandomWeights with(String name, long... shape) {
        shapes.put(name, shape);
        return this;
    }

    /** Denies that there is a tensor of each of these names. */
    public RandomWeights without(String... names) {
        absent.addAll(List.of(names));
        return this;
    }

    @Override
    public boolean has(String name) {
        return !absent.contains(name);
    }

    @Override
    public long[] shape(String name) {
        long[] shape = shapes.get(name);
        if (shape == null) {
            throw new IllegalArgumentException("tell the shape of %s by with(...)".formatted(name));
        }
        return shape.clone();
    }

    @Override
    public float[] read(String name, long... shape) {
        Random random = new Random(31 * seed + name.hashCode());
        int length = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        double deviation = shape.length < 2 ? 0.5 : 1 / Math.sqrt((double) length / shape[0]);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return values;
    }
}
