package io.github.congeal.internal.engine;

import io.github.congeal.internal.clip.Clip;
import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.guidance.Placement;
import io.github.congeal.internal.nn.UnitVector;
import io.github.congeal.internal.painter.Painter;
import io.github.congeal.internal.painter.Style;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.vqgan.Vqgan;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The codes of what the painter paints of the prompts. Ground, style, place and a little of the content are drawn at
 * random, so that every seed begins elsewhere.
 *
 * @param painter who paints
 * @param clip reads the prompts
 * @param texts what to paint, together; at least one, all of positive weight
 * @param noise the standard deviation of what is added to each number of the painter's direction, as a part of their
 *     root mean square
 */
public record PaintedPicture(Painter painter, Clip clip, List<TextGoal> texts, double noise) implements Start {
    /** Copies the list. */
    public PaintedPicture {
        texts = List.copyOf(texts);
    }

    /** A picture of the goals that are texts and wanted; a plain ground where none is. */
    public static Start of(Painter painter, Networks networks, List<Goal> goals) {
        List<TextGoal> wanted = goals.stream()
                .filter(TextGoal.class::isInstance)
                .map(TextGoal.class::cast)
                .filter(text -> text.weight() > 0)
                .toList();
        return wanted.isEmpty()
                ? PlainGround.of(networks.defaults())
                : new PaintedPicture(
                        painter, networks.clip(), wanted, networks.defaults().variety());
    }

    @Override
    public float[] latent(Vqgan vqgan, int width, int height, RandomGenerator random, Tape tape) {
        return EncodedImage.encode(vqgan, picture(width, height, random), width, height, random, tape);
    }

    /** The picture itself, {@code [height, width, 3]} with values 0..1. */
    float[] picture(int width, int height, RandomGenerator random) {
        float[] direction = varied(painter.project(mean()), random);
        float[] square = painter.paint(direction, Style.draw(random));
        return Placement.draw(random).place(square, painter.side(), new PictureSize(width, height));
    }

    /** The mean of the texts' embeddings by their weights; its length says nothing. */
    private float[] mean() {
        float[] mean = new float[clip.dimension()];
        for (TextGoal text : texts) {
            float[] embedding = UnitVector.along(clip.embedText(text.tokens()));
            for (int i = 0; i < mean.length; i++) {
                mean[i] += (float) text.weight() * embedding[i];
            }
        }
        return mean;
    }

    private float[] varied(float[] direction, RandomGenerator random) {
        double deviation = noise / Math.sqrt(direction.length);
        float[] result = new float[direction.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) (direction[i] + deviation * random.nextGaussian());
        }
        return UnitVector.along(result);
    }
}
