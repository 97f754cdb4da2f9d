package io.github.congeal.internal.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A module that can put the engine on a GPU by being on the class path: found by {@link java.util.ServiceLoader}. */
public interface Accelerator {
    /** Finds out what there is, without starting ND4J and without a process of its own. Throws nothing. */
    Verdict examine();

    /** What there is, finding by finding, for people to read; of several obstacles, the first is the verdict's. */
    default List<Finding> findings() {
        return List.of();
    }

    /**
     * Whether the GPU can be used.
     *
     * @param obstacle why not, and what to do about it, in sentences; null if it can
     * @param card the card's name, empty where none was found
     * @param memory how many bytes of the card's memory a run may take
     */
    record Verdict(@Nullable String obstacle, String card, long memory) {}
}
