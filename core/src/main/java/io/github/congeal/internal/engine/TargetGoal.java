package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.control.MemoryPlan;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.clip.Clip;
import io.github.congeal.internal.guidance.CutoutEmbedder;
import io.github.congeal.internal.guidance.CutoutMethod;
import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.guidance.PromptLoss;
import io.github.congeal.internal.guidance.Weighting;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;

/**
 * A target picture: the embeddings of as many of its cutouts as of the generated picture, drawn once.
 *
 * @param name the name of its loss
 * @param image the picture, opaque, of any size
 * @param weighting the weight of its loss in each step
 */
public record TargetGoal(String name, BufferedImage image, Weighting weighting) implements Goal {
    /** The greatest ratio of the longer to the shorter side; of a longer picture, the middle is used. */
    private static final int LONGEST = 64;

    @Override
    public int count(int cutouts) {
        return cutouts;
    }

    @Override
    public float[] embed(
            Clip clip, CutoutMethod method, Settings settings, MemoryPlan plan, RandomGenerator random, Tape tape) {
        BufferedImage middle = Picture.middle(image, LONGEST);
        PictureSize size = PictureSize.ofTarget(
                new PictureSize(middle.getWidth(), middle.getHeight()),
                new PictureSize(
                        settings.get(Control.SIZE).width(),
                        settings.get(Control.SIZE).height()));
        float[] values = Picture.fromImage(Picture.resized(middle, size));
        try (CutoutEmbedder embedder =
                        new CutoutEmbedder(clip, size.height(), size.width(), method, plan.chunk(), tape);
                Tensor picture = tape.take(1, size.height(), size.width(), 3)) {
            picture.write(0, values, 0, values.length);
            return embedder.embedAll(picture, settings.get(Control.CUTOUTS), random);
        }
    }

    @Override
    public PromptLoss loss(float[] embeddings, int dimension, double share) {
        return new PromptLoss(embeddings, dimension, weighting.times(step -> share));
    }
}
