package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tensor;

/** The initial state of an optimiser, all zeros. */
record Forgotten(Kernels kernels) implements State {
    @Override
    public void tensor(String name, Tensor tensor) {
        kernels.fill(tensor, 0);
    }

    @Override
    public long number(String name, long value) {
        return 0;
    }
}
