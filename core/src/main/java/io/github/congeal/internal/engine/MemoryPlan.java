package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Processor;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * How a run trades time for memory.
 *
 * @param chunk how many cutouts go through CLIP at once
 * @param recomputed how many of the decoder's highest resolutions are computed twice instead of kept
 */
public record MemoryPlan(int chunk, int recomputed) {
    /** Measured: half the chunk costs no time that could be told from noise, so that it need not save much. */
    private static final long WORTH_HALF_THE_CHUNK = 100_000_000;

    /** Measured: halving it once more costs six per cent of the time with ViT-L/14, so that it must save very much. */
    private static final long WORTH_LESS_THAN_HALF_THE_CHUNK = 1_200_000_000;

    /** Measured: computing a resolution twice costs up to eight per cent of the time, so that it must save much. */
    private static final long WORTH_COMPUTING_TWICE = 200_000_000;

    /** No decoder has more resolutions. */
    private static final int MOST_RECOMPUTED = 8;

    /** The fastest that keeps to the limit of the settings and spares no time for little; the smallest where none does. */
    static MemoryPlan of(Networks networks, Settings settings) {
        long limit = Math.min(settings.memoryLimit(), networks.device().memoryLimit());
        if (networks.device().processor() == Processor.GPU) {
            return new MemoryPlan(ChunkSize.onACard(networks, settings, limit), 0);
        }
        // Each is rehearsed once, however often it is compared.
        Map<MemoryPlan, Long> known = new HashMap<>();
        ToLongFunction<MemoryPlan> need =
                some -> known.computeIfAbsent(some, one -> MemoryNeed.bytes(networks, settings, one));
        MemoryPlan plan = new MemoryPlan(Guidance.CHUNK / 2, 0).within(settings);
        while (plan.canRecompute() && plan.saving(plan.recomputing(), need) > WORTH_COMPUTING_TWICE) {
            plan = plan.recomputing();
        }
        MemoryPlan faster = new MemoryPlan(Guidance.CHUNK, plan.recomputed).within(settings);
        if (faster.saving(plan, need) < WORTH_HALF_THE_CHUNK) {
            plan = faster;
        }
        while (plan.chunk > 1 && plan.saving(plan.halved(), need) > WORTH_LESS_THAN_HALF_THE_CHUNK) {
            plan = plan.halved();
        }
        while (plan.canShrink() && need.applyAsLong(plan) > limit) {
            plan = plan.smaller();
        }
        return plan;
    }

    private long saving(MemoryPlan other, ToLongFunction<MemoryPlan> need) {
        return need.applyAsLong(this) - need.applyAsLong(other);
    }

    private MemoryPlan within(Settings settings) {
        return new MemoryPlan(Math.min(chunk, settings.cutouts()), recomputed);
    }

    private boolean canRecompute() {
        return recomputed < MOST_RECOMPUTED;
    }

    private MemoryPlan recomputing() {
        return new MemoryPlan(chunk, recomputed + 1);
    }

    private boolean canShrink() {
        return chunk > 1 || canRecompute();
    }

    /** First the chunk is halved once, which costs least, and last down to a single cutout, which costs most. */
    private MemoryPlan smaller() {
        boolean halve = chunk > Guidance.CHUNK / 2 || !canRecompute();
        return halve ? halved() : recomputing();
    }

    private MemoryPlan halved() {
        return new MemoryPlan((chunk + 1) / 2, recomputed);
    }
}
