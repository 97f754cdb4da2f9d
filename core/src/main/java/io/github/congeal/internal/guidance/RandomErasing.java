package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Erasure;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Paints a rectangle of each cutout black. Draws for each cutout whether it is changed and, if so, the area, a ratio
 * below 1, one above 1 and which of them is used (a single ratio if the bounds are on the same side of 1), the left
 * edge and the top edge; all of these only once if the rectangle is the same for all.
 *
 * @param leastArea the least area, as a fraction of the cutout's
 * @param mostArea the largest area, as a fraction of the cutout's
 * @param leastRatio the least height, relative to the width
 * @param mostRatio the largest height, relative to the width
 * @param together whether all cutouts are treated in the same way
 * @param probability the probability that a cutout is changed
 */
record RandomErasing(
        double leastArea, double mostArea, double leastRatio, double mostRatio, boolean together, double probability)
        implements Augmentation {
    @Override
    public List<@Nullable Transform<?>> draw(int count, int size, RandomGenerator random) {
        return Draw.each(count, together, probability, random, () -> new Erase().with(one(size, random)));
    }

    private Erasure one(int size, RandomGenerator random) {
        double area = Draw.uniform(random, leastArea, mostArea) * size * size;
        double ratio = ratio(random);
        int height = side(Math.sqrt(area * ratio), size);
        int width = side(Math.sqrt(area / ratio), size);
        int left = (int) (random.nextDouble() * (size - width + 1));
        int top = (int) (random.nextDouble() * (size - height + 1));
        return new Erasure(left, top, width, height, 0);
    }

    private double ratio(RandomGenerator random) {
        if (leastRatio >= 1 || mostRatio <= 1) {
            return Draw.uniform(random, leastRatio, mostRatio);
        }
        double flat = Draw.uniform(random, leastRatio, 1);
        double tall = Draw.uniform(random, 1, mostRatio);
        return Draw.happens(random, 0.5) ? flat : tall;
    }

    private static int side(double exact, int most) {
        return (int) Math.min(Math.max(Math.rint(exact), 1), most);
    }
}
