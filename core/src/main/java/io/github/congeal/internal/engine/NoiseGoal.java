package io.github.congeal.internal.engine;

import io.github.congeal.control.MemoryPlan;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.clip.Clip;
import io.github.congeal.internal.guidance.CutoutMethod;
import io.github.congeal.internal.guidance.PromptLoss;
import io.github.congeal.internal.guidance.Weighting;
import io.github.congeal.internal.tensor.Tape;
import java.util.random.RandomGenerator;

/**
 * A noise prompt: a target embedding of independent normal numbers, determined by its own seed and not by that of the run.
 *
 * @param seed the seed of the embedding
 * @param weighting the weight of its loss in each step
 */
record NoiseGoal(long seed, Weighting weighting) implements Goal {
    @Override
    public String name() {
        return "noise " + seed;
    }

    @Override
    public int count(int cutouts) {
        return 1;
    }

    @Override
    public float[] embed(
            Clip clip, CutoutMethod method, Settings settings, MemoryPlan plan, RandomGenerator random, Tape tape) {
        RandomGenerator own = Draws.of(seed).random(Draws.BEFORE_THE_STEPS, "noise prompt");
        float[] direction = new float[clip.dimension()];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = (float) own.nextGaussian();
        }
        return direction;
    }

    @Override
    public PromptLoss loss(float[] embeddings, int dimension, double share) {
        return new PromptLoss(embeddings, dimension, weighting.times(step -> share));
    }
}
