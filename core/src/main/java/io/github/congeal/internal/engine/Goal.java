package io.github.congeal.internal.engine;

import io.github.congeal.control.MemoryPlan;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.guidance.CutoutMethod;
import io.github.congeal.internal.guidance.PromptLoss;
import io.github.congeal.internal.tensor.Tape;
import java.util.random.RandomGenerator;

/** Something that the picture should resemble, or avoid. */
public interface Goal {
    /** The name of its loss. */
    String name();

    /**
     * How many target embeddings it has.
     *
     * @param cutouts how many cutouts are looked at in each step
     */
    int count(int cutouts);

    /**
     * Its embeddings, {@code [count, dimension]}, computed once for the whole run.
     *
     * @param method how cutouts are drawn
     * @param random where the cutouts of a target picture come from
     */
    float[] embed(
            Networks networks,
            CutoutMethod method,
            Settings settings,
            MemoryPlan plan,
            RandomGenerator random,
            Tape tape);

    /**
     * The loss of this goal.
     *
     * @param embeddings the result of {@link #embed}
     * @param dimension the length of one
     */
    PromptLoss loss(float[] embeddings, int dimension);
}
