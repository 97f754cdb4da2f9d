package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.LanczosResize;
import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.guidance.PromptLoss;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
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
        float[] values = Picture.fromImage(LanczosResize.resize(image, size));
        MemoryPlan plan = MemoryPlan.of(networks, settings);
        Settings ofTarget = settings.withSize(size.width(), size.height());
        try (Guidance guidance = Guidance.of(networks, ofTarget, plan, tape, part -> {});
                Tensor picture = tape.take(1, size.height(), size.width(), 3)) {
            picture.write(0, values, 0, values.length);
            float[] embeddings = guidance.embedTarget(picture, random);
            return new PromptLoss(embeddings, networks.clip().dimension(), weight, stop);
        }
    }
}
