package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.control.MemoryPlan;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.guidance.CutoutMethod;
import io.github.congeal.internal.guidance.PromptLoss;
import io.github.congeal.internal.guidance.Weighting;
import io.github.congeal.internal.tensor.Tape;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * A prompt.
 *
 * @param name the name of its loss
 * @param tokens the words as tokens
 * @param weighting how much it counts in each step
 */
@SuppressWarnings("ArrayRecordComponent") // never changed
public record TextGoal(String name, int[] tokens, Weighting weighting) implements Goal {
    /**
     * A prompt as settings say it.
     *
     * @param share what its weight is multiplied with in each step
     * @throws io.github.congeal.PromptTooLongException if it has more tokens than CLIP takes
     */
    static TextGoal of(Prompt prompt, Networks networks, Settings settings, IntToDoubleFunction share) {
        int[] tokens = networks.tokenizer()
                .tokenize(prompt.text(), networks.clip().contextLength(), settings.get(Control.TRUNCATE));
        Weighting weighting = Weighting.of(prompt.weight(), prompt.stop(), settings.get(Control.ITERATIONS));
        return new TextGoal(prompt.text(), tokens, weighting.times(share));
    }

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
        return new PromptLoss(embeddings, dimension, weighting);
    }
}
