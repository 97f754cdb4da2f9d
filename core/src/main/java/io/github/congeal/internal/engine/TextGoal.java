package io.github.congeal.internal.engine;

import io.github.congeal.control.MemoryPlan;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.guidance.CutoutMethod;
import io.github.congeal.internal.guidance.PromptLoss;
import io.github.congeal.internal.tensor.Tape;
import java.util.random.RandomGenerator;

/**
 * A prompt.
 *
 * @param name the name of its loss
 * @param tokens the words as tokens
 * @param weight how much they count; negative to avoid them
 * @param stop the distance below which a cutout is left alone
 */
@SuppressWarnings("ArrayRecordComponent") // never changed
public record TextGoal(String name, int[] tokens, double weight, double stop) implements Goal {
    @Override
    public int count(int cutouts) {
        return 1;
    }

    @Override
    public float[] embed(
            Networks networks,
            CutoutMethod method,
            Settings settings,
            MemoryPlan plan,
            RandomGenerator random,
            Tape tape) {
        return networks.clip().embedText(tokens);
    }

    @Override
    public PromptLoss loss(float[] embeddings, int dimension) {
        return new PromptLoss(embeddings, dimension, weight, stop);
    }
}
