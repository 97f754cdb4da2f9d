package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.SamplePadding;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Rotates and shifts cutouts, repeating the edge. kornia reads a single number for the shift as a range for the
 * vertical alone, so nothing moves sideways. Draws per cutout a coin, then, if it fell, the angle and the shift.
 *
 * @param degrees the largest angle either way
 * @param translate the largest shift up or down, as a part of the cutout's side
 * @param probability that a cutout is moved
 */
record RandomAffine(double degrees, double translate, double probability) implements Augmentation {
    @Override
    public List<@Nullable Transform<?>> draw(int count, int size, RandomGenerator random) {
        List<@Nullable Transform<?>> drawn = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            drawn.add(Draw.happens(random, probability) ? one(size, random) : null);
        }
        return drawn;
    }

    private Transform<?> one(int size, RandomGenerator random) {
        double angle = Draw.uniform(random, -degrees, degrees);
        double down = Draw.uniform(random, -translate, translate) * size;
        return Warp.affine(size, angle, 0, down, SamplePadding.BORDER);
    }
}
