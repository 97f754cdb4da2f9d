package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.control.MemoryPlan;
import io.github.congeal.control.Precision;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.guidance.CutoutCount;
import io.github.congeal.internal.guidance.PromptLoss;
import io.github.congeal.internal.nn.OnDemand;
import io.github.congeal.internal.sketcher.Codec;
import io.github.congeal.internal.sketcher.Condition;
import io.github.congeal.internal.sketcher.Sketcher;
import io.github.congeal.internal.tensor.Buffers;
import java.util.List;

/**
 * A dry run: the first step of a run, by the code of the run, on buffers without memory.
 *
 * @param plan the memory plan that it followed
 * @param spared how many of the decoder's last blocks were spared gradient checkpointing
 * @param buffers the buffers, which counted what was taken
 * @param bytes the memory of the device that the process would hold, including the weights
 */
record DryRun(MemoryPlan plan, int spared, Buffers buffers, long bytes) {
    /** Takes the step. */
    static DryRun of(Networks networks, Settings settings, Task task, MemoryPlan plan, int spared) {
        boolean fast =
                settings.find(Control.PRECISION).filter(Precision.FAST::equals).isPresent();
        Buffers buffers = Buffers.dry(fast ? networks.device().faster() : networks.device());
        Assembly assembly = new Assembly(
                networks,
                settings,
                task.dry(),
                plan,
                spared,
                DryRun::representative,
                Draws.of(0),
                buffers,
                phase -> {});
        List<List<PromptLoss>> losses = networks.clips().stream()
                .map(one -> unknown(
                        task.goals(), settings.get(Control.CUTOUTS), one.clip().dimension()))
                .toList();
        Step step = assembly.step(
                losses, number -> emptyCondition(task, new VqganCodec(networks.vqgan(), assembly.tape())));
        step.measure();
        step.shown();
        OnDemand.Lease<?> encoder = networks.vqgan().leaseEncoder();
        try {
            step.move();
            long arrays = buffers.bytes();
            long kept = settings.has(Control.MOTION) ? networks.vqgan().encoderBytes() : 0;
            return new DryRun(
                    plan,
                    spared,
                    buffers,
                    networks.bytes() + kept + arrays + networks.device().beside(arrays));
        } finally {
            encoder.close();
        }
    }

    /**
     * Enough cutouts to find the memory that all of them need: two full chunks, since all full chunks need the same,
     * and the remainder.
     */
    private static CutoutCount representative(CutoutCount count, int chunk) {
        int most = count.most();
        return CutoutCount.constant(most / chunk <= 2 ? most : 2 * chunk + most % chunk);
    }

    /** The sketcher's input in a dry run: nothing is looked up in the book, but a layout is encoded as in a run. */
    private static Condition emptyCondition(Task task, Codec codec) {
        Sketcher sketcher = task.sketchings().get(0).sketcher().sketcher();
        codec.encode(codec.decode(new int[sketcher.side() * sketcher.side()]));
        return sketcher.emptyCondition();
    }

    /** Losses with embeddings of the real size: texts and pictures are not embedded in a dry run. */
    private static List<PromptLoss> unknown(List<Goal> goals, int cutouts, int dimension) {
        return goals.stream()
                .map(goal -> goal.loss(new float[goal.count(cutouts) * dimension], dimension, 1))
                .toList();
    }
}
