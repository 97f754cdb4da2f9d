package io.github.congeal.diagnostics.contract;

import io.github.congeal.internal.tensor.Tensor;
import java.util.List;

/**
 * Something that every device must compute alike.
 *
 * @param name what is tried, the kernel's name first
 */
public record Case(String name, Work work) {
    /** What is tried. */
    @FunctionalInterface
    public interface Work {
        /** Does it, and returns the tensors to be compared. */
        List<Tensor> run(Trial trial);
    }

    @Override
    public String toString() {
        return name;
    }
}
