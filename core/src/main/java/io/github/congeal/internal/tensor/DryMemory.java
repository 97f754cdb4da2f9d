package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Tensor.Precision;
import java.nio.FloatBuffer;
import java.util.function.Consumer;

/** Memory of a dry run, which is only counted: writing does nothing, and reading leaves the target array unchanged. */
final class DryMemory extends Memory {
    DryMemory(long length, Precision precision) {
        super(length, precision);
    }

    @Override
    public void write(long at, float[] values, int from, int count) {
        // There is nothing to write into.
    }

    @Override
    public void write(long at, double... values) {
        // There is nothing to write into.
    }

    @Override
    public void write(Consumer<FloatBuffer> writer) {
        // There is nothing to write into.
    }

    @Override
    public void read(long at, float[] values, int from, int count) {
        // There is nothing to read.
    }

    @Override
    public void read(long at, double[] values) {
        // There is nothing to read.
    }

    @Override
    protected void release() {
        // There is nothing to free.
    }
}
