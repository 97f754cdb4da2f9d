package io.github.congeal.internal.engine;

import io.github.congeal.control.MemoryPlan;
import io.github.congeal.control.Region;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.clip.Clip;
import io.github.congeal.internal.guidance.CutoutMethod;
import io.github.congeal.internal.guidance.PromptLoss;
import io.github.congeal.internal.tensor.Tape;
import java.util.Optional;
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
     * @param clip whose embeddings
     * @param method how cutouts are drawn
     * @param plan how many cutouts are embedded at once
     * @param random where the cutouts of a target picture come from
     */
    float[] embed(
            Clip clip, CutoutMethod method, Settings settings, MemoryPlan plan, RandomGenerator random, Tape tape);

    /**
     * The loss of this goal.
     *
     * @param embeddings the result of {@link #embed}
     * @param dimension the length of one
     * @param share of the CLIP that they are of, which its weight is multiplied with
     */
    PromptLoss loss(float[] embeddings, int dimension, double share);

    /** The part of the picture that should resemble it; empty for all of it. */
    default Optional<Region> region() {
        return Optional.empty();
    }
}
