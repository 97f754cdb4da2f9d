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
    /** From the fastest to the smallest. */
    private static final List<MemoryPlan> ON_THE_CPU = List.of(
            new MemoryPlan(Guidance.CHUNK, 0),
            new MemoryPlan(Guidance.CHUNK / 2, 0),
            new MemoryPlan(Guidance.CHUNK / 2, 1),
            new MemoryPlan(Guidance.CHUNK / 2, 2),
            new MemoryPlan(Guidance.CHUNK / 4, 3),
            new MemoryPlan(1, Integer.MAX_VALUE));

    /** Measured: half the chunk costs no time that could be told from noise, so that it need not save much. */
    private static final long WORTH_HALF_THE_CHUNK = 100_000_000;

    /** Measured: computing the highest resolution twice costs six per cent of the time, so that it must save much. */
    private static final long WORTH_COMPUTING_TWICE = 500_000_000;

    /** The fastest that keeps to the limit of the settings; the smallest where none does. */
    static MemoryPlan of(Networks networks, Settings settings) {
        if (MemoryLimit.isOfACard()) {
            return new MemoryPlan(ChunkSize.onACard(networks, settings, settings.memoryLimit()), 0);
        }
        int plan = 0;
        long half = need(networks, settings, 1);
        if (need(networks, settings, 0) - half > WORTH_HALF_THE_CHUNK) {
            plan = half - need(networks, settings, 2) > WORTH_COMPUTING_TWICE ? 2 : 1;
        }
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
