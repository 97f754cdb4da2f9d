package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.LanczosResize;
import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.guidance.PromptLoss;
import io.github.congeal.internal.tensor.Tape;
import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;

/**
 * What a picture shows: as many cutouts of it as of the picture in the making, drawn once.
 *
 * @param image the picture, opaque, of any size
 * @param weight how much it counts; negative to avoid it
 * @param stop the distance below which a cutout is left alone
 */
public record TargetGoal(BufferedImage image, double weight, double stop) implements Goal {
    @Override
    public PromptLoss loss(Networks networks, Settings settings, RandomGenerator random, Tape tape) {
        PictureSize size = PictureSize.ofTarget(
                new PictureSize(image.getWidth(), image.getHeight()),
                new PictureSize(settings.width(), settings.height()));
        float[] picture = Picture.fromImage(LanczosResize.resize(image, size));
        Guidance guidance = new Guidance(
                networks.clip(),
                size.width(),
                size.height(),
                settings.cutouts(),
                MemoryPlan.of(networks, settings).chunk(),
                settings.cutoutMethod(),
                tape,
                part -> {});
        float[] embeddings = guidance.embedTarget(picture, random);
        return new PromptLoss(embeddings, networks.clip().dimension(), weight, stop);
    }
}
