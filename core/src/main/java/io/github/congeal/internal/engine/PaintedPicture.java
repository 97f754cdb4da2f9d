package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.guidance.Placement;
import io.github.congeal.internal.nn.UnitVector;
import io.github.congeal.internal.painter.Painter;
import io.github.congeal.internal.painter.Style;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Begins with what the painter paints of the prompts. Ground, style, placement and a little of the content are random,
 * so that every seed begins with another picture.
 *
 * @param painter the network that paints
 * @param texts what to paint, together; at least one, all of positive weight and with words that it can read
 * @param noise the standard deviation of the noise added to the meaning's components, relative to their root mean
 *     square
 */
public record PaintedPicture(Painter painter, List<TextGoal> texts, double noise) implements Start {
    /** Copies the list. */
    public PaintedPicture {
        texts = List.copyOf(texts);
    }

    /** A picture of those goals that are readable texts of positive weight; the other start if there are none. */
    static Start of(Painter painter, double noise, Start otherwise, List<Goal> goals) {
        List<TextGoal> wanted = goals.stream()
                .filter(TextGoal.class::isInstance)
                .map(TextGoal.class::cast)
                .filter(text -> text.weight() > 0 && painter.canRead(text.tokens()))
                .toList();
        return wanted.isEmpty() ? otherwise : new PaintedPicture(painter, wanted, noise);
    }

    @Override
    public void begin(Canvas canvas, RandomGenerator random) {
        canvas.begin(picture(canvas.size(), random), random);
    }

    /** The picture itself, {@code [height, width, 3]} with values 0..1. */
    float[] picture(PictureSize size, RandomGenerator random) {
        float[] square = painter.paint(varied(meaning(), random), Style.draw(random));
        return Placement.draw(random).place(square, painter.side(), size);
    }

    /** The texts' common meaning: the weighted mean of theirs, normalised to length 1. */
    private float[] meaning() {
        List<float[]> meanings =
                texts.stream().map(text -> painter.read(text.tokens())).toList();
        float[] sum = new float[meanings.get(0).length];
        for (int i = 0; i < sum.length; i++) {
            for (int t = 0; t < texts.size(); t++) {
                sum[i] += (float) (texts.get(t).weight() * meanings.get(t)[i]);
            }
        }
        return UnitVector.along(sum);
    }

    private float[] varied(float[] meaning, RandomGenerator random) {
        double deviation = noise / Math.sqrt(meaning.length);
        float[] result = new float[meaning.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) (meaning[i] + deviation * random.nextGaussian());
        }
        return UnitVector.along(result);
    }
}
