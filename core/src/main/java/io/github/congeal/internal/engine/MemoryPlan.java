package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.MemoryLimit;
import java.util.List;

/**
 * How a run trades time for memory.
 *
 * @param chunk how many cutouts go through CLIP at once
 * @param recomputed how many of the decoder's highest resolutions are computed twice instead of kept
 */
public record MemoryPlan(int chunk, int recomputed) {
    /** From the fastest to the smallest. Keeping everything would be a little faster still, but needs much more. */
    private static final List<MemoryPlan> ON_THE_CPU = List.of(
            new MemoryPlan(Guidance.CHUNK, 1),
            new MemoryPlan(Guidance.CHUNK / 2, 1),
            new MemoryPlan(Guidance.CHUNK / 2, 2),
            new MemoryPlan(Guidance.CHUNK / 4, 3),
            new MemoryPlan(1, Integer.MAX_VALUE));

    /** Twice the chunk is some per cent faster: not worth more than this. */
    private static final double WORTH = 1.04;

    /** The fastest that keeps to the limit of the settings; the smallest where none does. */
    static MemoryPlan of(Networks networks, Settings settings) {
        if (MemoryLimit.isOfACard()) {
            return new MemoryPlan(ChunkSize.onACard(networks, settings, settings.memoryLimit()), 0);
        }
        int first = need(networks, settings, 0) > WORTH * need(networks, settings, 1) ? 1 : 0;
        int plan = first;
        while (plan < ON_THE_CPU.size() - 1 && need(networks, settings, plan) > settings.memoryLimit()) {
            plan++;
        }
        return plan(settings, plan);
    }

    private static long need(Networks networks, Settings settings, int plan) {
        return MemoryNeed.bytes(networks, settings, plan(settings, plan));
    }

    private static MemoryPlan plan(Settings settings, int index) {
        MemoryPlan plan = ON_THE_CPU.get(index);
        return new MemoryPlan(Math.min(plan.chunk, settings.cutouts()), plan.recomputed);
    }
}
