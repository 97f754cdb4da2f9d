package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PromptLoss;
import io.github.congeal.internal.tensor.Tape;
import java.util.random.RandomGenerator;

/** Something that the picture should become like, or unlike. */
public interface Goal {
    /**
     * The loss of this goal, its embeddings computed once for the whole run.
     *
     * @param random where the cutouts of a target picture come from
     */
    PromptLoss loss(Networks networks, Settings settings, RandomGenerator random, Tape tape);
}
