package io.github.congeal.internal.engine;

import java.util.List;

/**
 * How a run trades time for memory.
 *
 * @param chunk how many cutouts go through CLIP at once
 * @param recomputed how many of the decoder's highest resolutions are computed twice instead of kept
 */
public record MemoryPlan(int chunk, int recomputed) {
    /** From the fastest to the smallest. A faster one, twice the chunk and nothing recomputed, was not worth its memory. */
    private static final List<MemoryPlan> ALL = List.of(
            new MemoryPlan(Guidance.CHUNK, 1),
            new MemoryPlan(Guidance.CHUNK, 2),
            new MemoryPlan(Guidance.CHUNK / 2, 3),
            new MemoryPlan(1, Integer.MAX_VALUE));

    /** The fastest that keeps to the limit of the settings; the smallest where none does. */
    static MemoryPlan of(Networks networks, Settings settings) {
        MemoryPlan last = ALL.get(0);
        for (MemoryPlan plan : ALL) {
            last = new MemoryPlan(Math.min(plan.chunk, settings.cutouts()), plan.recomputed);
            if (MemoryNeed.bytes(networks, settings, last) <= settings.memoryLimit()) {
                return last;
            }
        }
        return last;
    }
}
