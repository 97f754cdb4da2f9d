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

/** Something that the picture should resemble or avoid, as measured by CLIP. */
public interface Goal {
    /** The name of its loss. */
    String name();

    /**
     * The number of its target embeddings.
     *
     * @param cutouts the number of cutouts in each step
     */
    int count(int cutouts);

    /**
     * Computes its target embeddings, {@code [count, dimension]}; called once for each CLIP of a run.
     *
     * @param clip computes the embeddings
     * @param method how cutouts are drawn
     * @param plan how many cutouts are embedded at once
     * @param random draws the cutouts of a target picture
     */
    float[] embed(
            Clip clip, CutoutMethod method, Settings settings, MemoryPlan plan, RandomGenerator random, Tape tape);

    /**
     * The loss of this goal.
     *
     * @param embeddings the result of {@link #embed}
     * @param dimension the dimension of an embedding
     * @param share the relative weight of the CLIP that computed them
     */
    PromptLoss loss(float[] embeddings, int dimension, double share);

    /** The part of the picture that it concerns; empty for the whole picture. */
    default Optional<Region> region() {
        return Optional.empty();
    }
}
