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
    private final String who;
    private final CutoutCount cutouts;
    private final int redraw;

    /**
     * A term for pictures of one size.
     *
     * @param names those of the prompts
     * @param prompts one for each name
     * @param who the name under which cutouts are drawn
     * @param cutouts how many cutouts are looked at in each step
     * @param redraw after how many steps they are drawn anew
     */
    public ClipTerm(
            CutoutEmbedder embedder,
            List<String> names,
            List<PromptLoss> prompts,
            String who,
            CutoutCount cutouts,
            int redraw,
            Tape tape) {
        this.embedder = embedder;
        this.names = List.copyOf(names);
        this.losses = new PromptLosses(prompts, tape);
        this.who = who;
        this.cutouts = cutouts;
        this.redraw = redraw;
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public void measure(Look look, double[] result) {
        look.enter(Phase.CUTOUTS);
        losses.begin(look.step());
        int drawn = look.step() / redraw * redraw;
        int count = cutouts.at(drawn);
        for (List<Cutout> some : embedder.look(look.picture(), count, drawn, look.random(who, drawn))) {
            Tensor embeddings = embedder.embed(some, look::enter);
            losses.add(embeddings, count);
            embedder.backward(some, embeddings, look.pictureGradient(), look::enter);
        }
        losses.read(result);
    }
}
