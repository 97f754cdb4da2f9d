package io.github.congeal.internal.engine;

import io.github.congeal.control.MemoryPlan;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.guidance.CutoutCount;
import io.github.congeal.internal.tensor.MemoryTradeOff;
import java.util.HashMap;
import java.util.Map;

/** Finds the memory plan of a run, which trades time for memory, by dry runs. */
final class MemoryPlanner {
    /** The most resolutions that gradient checkpointing can be applied to; no decoder has more. */
    private static final int MOST_CHECKPOINTED = 8;
    /** The most of the decoder's last blocks that are spared gradient checkpointing. */
    private static final int MOST_SPARED = 2;

    private final Networks networks;
    private final Settings settings;
    private final Task task;
    private final MemoryTradeOff memoryTradeOff;
    private final Map<Trial, DryRun> tried = new HashMap<>();

    /** A plan, with some of the decoder's last blocks spared gradient checkpointing. */
    private record Trial(MemoryPlan plan, int spared) {}

    MemoryPlanner(Networks networks, Settings settings, Task task, MemoryTradeOff memoryTradeOff) {
        this.networks = networks;
        this.settings = settings;
        this.task = task;
        this.memoryTradeOff = memoryTradeOff;
    }

    /**
     * The dry run of the best plan within the limit: the fastest one, unless a slower one saves as much memory as the device's
     * {@link MemoryTradeOff} demands. If no plan is within the limit, the dry run of the smallest.
     */
    DryRun best(long limit) {
        int cutouts = CutoutCount.of(settings).most();
        int largest = Math.min(memoryTradeOff.chunk(), cutouts);
        int smaller = Math.min(memoryTradeOff.chunk() / 2, cutouts);
        MemoryPlan plan = new MemoryPlan(smaller, 0);
        while (canCheckpoint(plan) && saving(plan, checkpointing(plan)) > memoryTradeOff.savingForCheckpointing()) {
            plan = checkpointing(plan);
        }
        int spared = spared(plan, Long.MAX_VALUE);
        MemoryPlan faster = new MemoryPlan(largest, plan.checkpointed());
        if (dryRun(faster, spared).bytes() - dryRun(plan, spared).bytes() < memoryTradeOff.savingForHalfChunk()) {
            plan = faster;
        }
        while (plan.chunk() > 1 && saving(plan, halved(plan)) > memoryTradeOff.savingForSmallerChunk()) {
            plan = halved(plan);
        }
        while (canShrink(plan) && dryRun(plan).bytes() > limit) {
            plan = smaller(plan);
        }
        return sparing(plan, limit);
    }

    /**
     * The dry run of a plan in which as many of the decoder's last blocks are spared gradient checkpointing as the limit and
     * the device's {@link MemoryTradeOff} allow. The numbers are the same, however many are spared.
     */
    DryRun sparing(MemoryPlan plan, long limit) {
        return dryRun(plan, spared(plan, limit));
    }

    private int spared(MemoryPlan plan, long limit) {
        long most = Math.min(limit, dryRun(plan).bytes() + memoryTradeOff.costOfSparedBlocks());
        int spared = 0;
        while (plan.checkpointed() > 0
                && spared < MOST_SPARED
                && dryRun(plan, spared + 1).bytes() <= most) {
            spared++;
        }
        return spared;
    }

    /** The dry run of the plan that takes the least memory and the most time. */
    DryRun smallest() {
        return dryRun(new MemoryPlan(1, MOST_CHECKPOINTED));
    }

    /** The dry run of a plan. */
    DryRun dryRun(MemoryPlan plan) {
        return dryRun(plan, 0);
    }

    private DryRun dryRun(MemoryPlan plan, int spared) {
        return tried.computeIfAbsent(
                new Trial(plan, spared), one -> DryRun.of(networks, settings, task, one.plan, one.spared));
    }

    private long saving(MemoryPlan plan, MemoryPlan other) {
        return plan.equals(other) ? 0 : dryRun(plan).bytes() - dryRun(other).bytes();
    }

    private static boolean canCheckpoint(MemoryPlan plan) {
        return plan.checkpointed() < MOST_CHECKPOINTED;
    }

    private static MemoryPlan checkpointing(MemoryPlan plan) {
        return new MemoryPlan(plan.chunk(), plan.checkpointed() + 1);
    }

    private static boolean canShrink(MemoryPlan plan) {
        return plan.chunk() > 1 || canCheckpoint(plan);
    }

    /**
     * The next smaller plan. Halving the chunk once costs least and comes first; then gradient checkpointing; halving it
     * further, down to a single cutout, costs most and comes last.
     */
    private MemoryPlan smaller(MemoryPlan plan) {
        boolean halve = plan.chunk() > memoryTradeOff.chunk() / 2 || !canCheckpoint(plan);
        return halve ? halved(plan) : checkpointing(plan);
    }

    private static MemoryPlan halved(MemoryPlan plan) {
        return new MemoryPlan((plan.chunk() + 1) / 2, plan.checkpointed());
    }
}
