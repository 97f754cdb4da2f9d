package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Homography;
import io.github.congeal.internal.tensor.SamplePadding;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Enlarges a part of each cutout to all of it. Draws one coin for all cutouts and, if it fell, for each up to ten times an
 * area and a ratio until the part fits, then the left edge and the top edge. If none fits, the part is the largest in the
 * middle whose width and height are as the least ratio says.
 *
 * @param leastArea the least area of the part, relative to the cutout's
 * @param mostArea the largest area
 * @param leastRatio the least height, relative to the width
 * @param mostRatio the largest height, relative to the width
 * @param probability that the cutouts are cropped
 */
record RandomResizedCrop(double leastArea, double mostArea, double leastRatio, double mostRatio, double probability)
        implements Augmentation {
    private static final int TRIES = 10;
    private static final Sample KIND = new Sample(SamplePadding.ZEROS);

    @Override
    public List<@Nullable Transform<?>> draw(int count, int size, RandomGenerator random) {
        double each = Draw.happens(random, probability) ? 1 : 0;
        return Draw.each(count, each, random, () -> KIND.with(one(size, random)));
    }

    private Homography one(int size, RandomGenerator random) {
        for (int i = 0; i < TRIES; i++) {
            double area = Draw.uniform(random, leastArea, mostArea) * size * size;
            double ratio = Math.exp(Draw.uniform(random, Math.log(leastRatio), Math.log(mostRatio)));
            double height = Math.rint(Math.sqrt(area * ratio));
            double width = Math.rint(Math.sqrt(area / ratio));
            if (width > 0 && width < size && height > 0 && height < size) {
                return part(width, height, size, random);
            }
        }
        return part(
                Math.min(size, Math.rint(size / leastRatio)),
                Math.min(size, Math.rint(size * leastRatio)),
                size,
                random);
    }

    private static Homography part(double width, double height, int size, RandomGenerator random) {
        double left = Math.floor(random.nextDouble() * (size - width + 1));
        double top = Math.floor(random.nextDouble() * (size - height + 1));
        return Warp.part(size, left, top, width, height);
    }
}
