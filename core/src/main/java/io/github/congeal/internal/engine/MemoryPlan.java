package io.github.congeal.internal.engine;

import java.util.List;

/**
 * How a run trades time for memory.
 *
 * @param chunk how many cutouts go through CLIP at once
 * @param recomputed how many of the decoder's highest resolutions are computed twice instead of kept
 */
public record MemoryPlan(int chunk, int recomputed) {
    /** From the fastest to the smallest. Each costs a few per cent more than the one before. */
    private static final List<MemoryPlan> ALL = List.of(
            new MemoryPlan(Guidance.CHUNK, 0),
            new MemoryPlan(Guidance.CHUNK, 1),
            new MemoryPlan(Guidance.CHUNK / 2, 1),
            new MemoryPlan(Guidance.CHUNK / 2, 2),
            new MemoryPlan(Guidance.CHUNK / 4, 3),
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
