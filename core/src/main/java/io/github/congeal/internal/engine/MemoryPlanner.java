package io.github.congeal.internal.engine;

import io.github.congeal.control.MemoryPlan;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.guidance.CutoutCount;
import io.github.congeal.internal.tensor.Thrift;
import java.util.HashMap;
import java.util.Map;

/** Finds by dry runs how a run best trades time for memory. */
final class MemoryPlanner {
    /** No decoder has more resolutions. */
    private static final int MOST_CHECKPOINTED = 8;

    private final Networks networks;
    private final Settings settings;
    private final Task task;
    private final Thrift thrift;
    /** Each plan is tried once, however often it is compared. */
    private final Map<MemoryPlan, DryRun> tried = new HashMap<>();

    MemoryPlanner(Networks networks, Settings settings, Task task, Thrift thrift) {
        this.networks = networks;
        this.settings = settings;
        this.task = task;
        this.thrift = thrift;
    }

    /**
     * The dry run of the fastest plan within the limit, where a large saving of memory justifies some time; if no plan
     * is within it, that of the smallest.
     */
    DryRun best(long limit) {
        int cutouts = CutoutCount.of(settings).most();
        int largest = Math.min(thrift.chunk(), cutouts);
        int smaller = Math.min(thrift.chunk() / 2, cutouts);
        MemoryPlan plan = new MemoryPlan(smaller, 0);
        while (canCheckpoint(plan) && saving(plan, checkpointing(plan)) > thrift.worthCheckpointing()) {
            plan = checkpointing(plan);
        }
        MemoryPlan faster = new MemoryPlan(largest, plan.checkpointed());
        if (saving(faster, plan) < thrift.worthHalfTheChunk()) {
            plan = faster;
        }
        while (plan.chunk() > 1 && saving(plan, halved(plan)) > thrift.worthLessThanHalf()) {
            plan = halved(plan);
        }
        while (canShrink(plan) && dryRun(plan).bytes() > limit) {
            plan = smaller(plan);
        }
        return dryRun(plan);
    }

    /** The dry run of the plan that takes the least memory and the most time. */
    DryRun smallest() {
        return dryRun(new MemoryPlan(1, MOST_CHECKPOINTED));
    }

    /** The dry run of a plan. */
    DryRun dryRun(MemoryPlan plan) {
        return tried.computeIfAbsent(plan, one -> DryRun.of(networks, settings, task, one));
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
     * The chunk is halved once first, which costs least; halving it further, down to a single cutout, comes last and
     * costs most.
     */
    private MemoryPlan smaller(MemoryPlan plan) {
        boolean halve = plan.chunk() > thrift.chunk() / 2 || !canCheckpoint(plan);
        return halve ? halved(plan) : checkpointing(plan);
    }

    private static MemoryPlan halved(MemoryPlan plan) {
        return new MemoryPlan((plan.chunk() + 1) / 2, plan.checkpointed());
    }
}
