package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;

/**
 * The distance of a picture from its prompts as measured by CLIP: cutouts, their embeddings, a loss for each prompt.
 * The gradients of all chunks of cutouts are added to that of the picture.
 */
public final class ClipTerm implements Term {
    private final CutoutEmbedder embedder;
    private final List<String> names;
    private final PromptLosses losses;
    private final String who;
    private final List<AestheticLoss> tastes;
    private final CutoutCount cutouts;
    private final int redraw;
    private final Tape tape;
    /**
     * The backward pass of the last chunk, postponed to {@link #complete} so that a run's first picture is shown
     * sooner.
     */
    private Runnable left = () -> {};

    /**
     * A term for pictures of one size.
     *
     * @param names the names of the prompts
     * @param prompts the losses, one for each name
     * @param heads aesthetic heads that score the same embeddings
     * @param who the name under which this term draws random numbers
     * @param cutouts the number of cutouts in each step
     * @param redraw the number of steps after which they are drawn anew
     */
    public ClipTerm(
            CutoutEmbedder embedder,
            List<String> names,
            List<PromptLoss> prompts,
            List<AestheticHead> heads,
            String who,
            CutoutCount cutouts,
            int redraw,
            Tape tape) {
        this.embedder = embedder;
        this.names = Stream.concat(names.stream(), heads.stream().map(head -> "aesthetic"))
                .toList();
        this.tastes = heads.stream().map(head -> new AestheticLoss(head, tape)).toList();
        this.tape = tape;
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
        left = () -> {};
        look.enter(Phase.CUTOUTS);
        losses.begin(look.step());
        int drawn = look.step() / redraw * redraw;
        int count = cutouts.at(drawn);
        tastes.forEach(taste -> taste.begin(look.step(), count));
        for (List<Cutout> some : embedder.look(look.picture(), count, drawn, look.random(who, drawn))) {
            complete();
            Tensor embeddings = embedder.embed(some, look::enter);
            judge(embeddings, count);
            left = () -> embedder.backward(some, embeddings, look.pictureGradient(), look::enter);
        }
        losses.read(result);
        for (int i = 0; i < tastes.size(); i++) {
            result[result.length - tastes.size() + i] = tastes.get(i).read();
        }
    }

    @Override
    public void complete() {
        Runnable last = left;
        left = () -> {};
        last.run();
    }

    /** Adds the chunk's losses and overwrites the embeddings with their gradient. */
    private void judge(Tensor embeddings, int count) {
        if (tastes.isEmpty()) {
            losses.add(embeddings, count);
            return;
        }
        try (Tensor gradient = tape.take(embeddings.shape())) {
            tape.kernels().fill(gradient, 0);
            tastes.forEach(taste -> taste.add(embeddings, count, gradient));
            losses.add(embeddings, count);
            tape.kernels().add(embeddings, gradient);
        }
    }
}
