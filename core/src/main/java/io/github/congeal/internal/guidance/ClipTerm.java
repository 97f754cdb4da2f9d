package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;

/**
 * The distance of a picture from its prompts as measured by CLIP: cutouts, their embeddings, a loss for each prompt.
 * The gradients of the chunks of cutouts are summed on the picture.
 */
public final class ClipTerm implements Term {
    private final CutoutEmbedder embedder;
    private final List<String> names;
    private final PromptLosses losses;
    private final int count;

    /**
     * A term for pictures of one size.
     *
     * @param names those of the prompts
     * @param prompts one for each name
     * @param count how many cutouts are looked at in each step
     */
    public ClipTerm(CutoutEmbedder embedder, List<String> names, List<PromptLoss> prompts, int count, Tape tape) {
        this.embedder = embedder;
        this.names = List.copyOf(names);
        this.losses = new PromptLosses(prompts, tape);
        this.count = count;
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public void measure(Look look, double[] result) {
        look.enter(Phase.CUTOUTS);
        losses.begin();
        for (List<Cutout> some : embedder.look(look.picture(), count, look.random("cutouts"))) {
            Tensor embeddings = embedder.embed(some, look::enter);
            losses.add(embeddings, count);
            embedder.backward(some, embeddings, look.pictureGradient(), look::enter);
        }
        losses.read(result);
    }
}
