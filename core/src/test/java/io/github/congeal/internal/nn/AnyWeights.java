package io.github.congeal.internal.nn;

import java.util.Set;

/** Weights of any name in any shape that is asked for: the numbers of {@link HashWeights} without a list of shapes. */
public final class AnyWeights implements Weights.Source {
    private final Set<String> absent;

    /** All names but these are there. */
    public AnyWeights(String... absent) {
        this.absent = Set.of(absent);
    }

    @Override
    public boolean has(String name) {
        return !absent.contains(name);
    }

    @Override
    public long[] shape(String name) {
        throw new UnsupportedOperationException("only a layer that asks for no shapes can be made of any weights");
    }

    @Override
    public float[] read(String name, long... shape) {
        return HashWeights.values(name, shape);
    }
}
