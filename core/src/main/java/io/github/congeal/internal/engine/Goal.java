package io.github.congeal.internal.engine;

import io.github.congeal.control.MemoryPlan;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.guidance.CutoutMethod;
import io.github.congeal.internal.guidance.PromptLoss;
import io.github.congeal.internal.tensor.Tape;
import java.util.random.RandomGenerator;

/** Something that the picture should become like, or unlike. */
public interface Goal {
    /** What its loss is called. */
    String name();

    /**
     * How many embeddings it is measured by.
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
     * @param embeddings what {@link #embed} found
     * @param dimension the length of one
     */
    PromptLoss loss(float[] embeddings, int dimension);
}
