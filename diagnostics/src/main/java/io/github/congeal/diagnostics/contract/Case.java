package io.github.congeal.diagnostics.contract;

import io.github.congeal.internal.tensor.Tensor;
import java.util.List;

/**
 * A test case that every device must compute with the same result.
 *
 * @param name its name, beginning with that of the kernel
 */
public record Case(String name, Work work) {
    /** The computation of a test case. */
    @FunctionalInterface
    public interface Work {
        /** Computes, and returns the tensors to be compared. */
        List<Tensor> run(Trial trial);
    }

    @Override
    public String toString() {
        return name;
    }
}
