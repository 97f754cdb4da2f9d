package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.control.MemoryPlan;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Region;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.clip.Clip;
import io.github.congeal.internal.guidance.CutoutMethod;
import io.github.congeal.internal.guidance.PromptLoss;
import io.github.congeal.internal.guidance.Weighting;
import io.github.congeal.internal.tensor.Tape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * A text prompt.
 *
 * @param name the name of its loss
 * @param tokens the tokens of the text
 * @param weighting the weight of its loss in each step
 * @param region the part of the picture that should show it; empty for the whole picture
 */
@SuppressWarnings("ArrayRecordComponent") // never changed
public record TextGoal(String name, int[] tokens, Weighting weighting, Optional<Region> region) implements Goal {
    /** A prompt for the whole picture. */
    public TextGoal(String name, int[] tokens, Weighting weighting) {
        this(name, tokens, weighting, Optional.empty());
    }

    /**
     * A prompt of the settings.
     *
     * @param share the factor of its weight in each step
     * @throws io.github.congeal.PromptTooLongException if it has more tokens than CLIP takes
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    static TextGoal of(Prompt prompt, Networks networks, Settings settings, IntToDoubleFunction share) {
        Interruption.check("prompts were read");
        boolean truncate = settings.get(Control.TRUNCATE);
        List<int[]> tokens = networks.clips().stream()
                .map(one ->
                        networks.tokenizer().tokenize(prompt.text(), one.clip().contextLength(), truncate))
                .toList();
        requireWords(networks.tokenizer().clean(prompt.text()));
        Weighting weighting = Weighting.of(prompt.weight(), prompt.stop(), settings.get(Control.ITERATIONS));
        String name = prompt.text() + prompt.region().map(part -> "@" + part).orElse("");
        return new TextGoal(name, tokens.get(0), weighting.times(share), prompt.region());
    }

    /** Refuses a text that is blank once it is cleaned, such as the HTML entities of blanks. */
    private static void requireWords(String read) {
        Prompt.of(read);
    }

    /** The tokens for a CLIP of another context length, padded or truncated; the end token has the highest number. */
    private int[] tokens(int contextLength) {
        int[] own = Arrays.copyOf(tokens, contextLength);
        if (contextLength < tokens.length && own[contextLength - 1] != 0) {
            own[contextLength - 1] = Arrays.stream(tokens).max().orElseThrow();
        }
        return own;
    }

    @Override
    public int count(int cutouts) {
        return 1;
    }

    @Override
    public float[] embed(
            Clip clip, CutoutMethod method, Settings settings, MemoryPlan plan, RandomGenerator random, Tape tape) {
        return clip.embedText(tokens(clip.contextLength()));
    }

    @Override
    public PromptLoss loss(float[] embeddings, int dimension, double share) {
        return new PromptLoss(embeddings, dimension, weighting.times(step -> share));
    }
}
