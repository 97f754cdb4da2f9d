package io.github.congeal.internal.guidance;

import io.github.congeal.control.Outside;
import io.github.congeal.internal.tensor.Homography;
import io.github.congeal.internal.tensor.SamplePadding;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Pads cutouts and crops them to their former size, at whole pixels. Draws a grey if the outside is grey, then whether
 * all cutouts are cropped, then for each a number that is not used and, if they are cropped, the left edge and the top
 * edge.
 *
 * @param padding the width of the padding at each edge, as a fraction of the side
 * @param outside what fills the padding
 * @param probability the probability that the cutouts are cropped
 */
record RandomCrop(double padding, Outside outside, double probability) implements Augmentation {
    private static final Remap REFLECTING = new Remap(SamplePadding.BORDER, 0);

    @Override
    public List<@Nullable Transform<?>> draw(int count, int size, RandomGenerator random) {
        Function<Homography, Transform<?>> moved = Surroundings.draw(outside, false, random);
        int margin = (int) Math.rint(padding * size);
        double each = Draw.happens(random, probability) ? 1 : 0;
        return Draw.each(count, each, random, () -> {
            int x = random.nextInt(2 * margin + 1) - margin;
            int y = random.nextInt(2 * margin + 1) - margin;
            Homography part = Homography.affine(1, 0, x, 0, 1, y);
            return outside == Outside.REFLECTION
                    ? REFLECTING.with(new Reflected(new Moved(part), false))
                    : moved.apply(part);
        });
    }
}
