package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PromptLoss;
import io.github.congeal.internal.tensor.Tape;
import java.util.random.RandomGenerator;

/**
 * What some words say.
 *
 * @param tokens the words, as the tokenizer cut them up
 * @param weight how much they count; negative to avoid them
 * @param stop the distance below which a cutout is left alone
 */
public record TextGoal(int[] tokens, double weight, double stop) implements Goal {
    @Override
    public PromptLoss loss(Networks networks, Settings settings, RandomGenerator random, Tape tape) {
        float[] embedding = networks.clip().embedText(tokens);
        return new PromptLoss(embedding, networks.clip().dimension(), weight, stop);
    }
}
