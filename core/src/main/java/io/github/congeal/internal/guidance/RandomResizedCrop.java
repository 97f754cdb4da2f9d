package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Homography;
import io.github.congeal.internal.tensor.SamplePadding;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Enlarges a part of each cutout to the whole. Draws whether all cutouts are cropped, then for each a number that is
 * not used and, if they are cropped, up to ten times an area and a ratio until the part fits, then the left edge and
 * the top edge. If no part fits, the largest part with the least ratio is used.
 *
 * @param leastArea the least area of the part, relative to the cutout's
 * @param mostArea the largest area of the part, relative to the cutout's
 * @param leastRatio the least height, relative to the width
 * @param mostRatio the largest height, relative to the width
 * @param aspect the width of what cutouts show, relative to its height, before it was squashed
 * @param probability the probability that the cutouts are cropped
 */
record RandomResizedCrop(
        double leastArea, double mostArea, double leastRatio, double mostRatio, double aspect, double probability)
        implements Augmentation {
    private static final int TRIES = 10;
    private static final Sample KIND = new Sample(SamplePadding.ZEROS);

    @Override
    public List<@Nullable Transform<?>> draw(int count, int size, RandomGenerator random) {
        double each = Draw.happens(random, probability) ? 1 : 0;
        return Draw.each(count, each, random, () -> KIND.with(one(size, random)));
    }

    private Homography one(int size, RandomGenerator random) {
        double across = size * Math.max(1, aspect);
        double down = size * Math.max(1, 1 / aspect);
        for (int i = 0; i < TRIES; i++) {
            double area = Draw.uniform(random, leastArea, mostArea) * across * down;
            double ratio = Math.exp(Draw.uniform(random, Math.log(leastRatio), Math.log(mostRatio)));
            double height = Math.rint(Math.sqrt(area * ratio));
            double width = Math.rint(Math.sqrt(area / ratio));
            if (width > 0 && width < across && height > 0 && height < down) {
                return part(width, height, across, down, size, random);
            }
        }
        double height = Math.min(down, Math.rint(across * leastRatio));
        return part(Math.min(across, Math.rint(height / leastRatio)), height, across, down, size, random);
    }

    private static Homography part(
            double width, double height, double across, double down, int size, RandomGenerator random) {
        double left = Math.floor(random.nextDouble() * (across - width + 1));
        double top = Math.floor(random.nextDouble() * (down - height + 1));
        return Warp.part(size, left * size / across, top * size / down, width * size / across, height * size / down);
    }
}
