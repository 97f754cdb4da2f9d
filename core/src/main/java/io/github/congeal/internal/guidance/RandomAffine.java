package io.github.congeal.internal.guidance;

import io.github.congeal.control.Outside;
import io.github.congeal.internal.tensor.Homography;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Rotates, shifts, scales and shears cutouts. Draws a grey if that is seen outside, then per cutout a coin, then, if it fell, the angle, the shift to the right
 * if there may be one, the shift down, the scale if it may differ, the shear if there may be one.
 *
 * @param degrees the largest angle either way
 * @param right the largest shift to the left or right, as a part of the cutout's side
 * @param down the largest shift up or down, as a part of the cutout's side
 * @param smallest the smallest scale; below 1 shrinks
 * @param largest the largest scale
 * @param shear the largest angle of the shear along the rows either way
 * @param outside what is seen outside
 * @param probability that a cutout is moved
 */
record RandomAffine(
        double degrees,
        double right,
        double down,
        double smallest,
        double largest,
        double shear,
        Outside outside,
        double probability)
        implements Augmentation {
    @Override
    public List<@Nullable Transform<?>> draw(int count, int size, RandomGenerator random) {
        Function<Homography, Transform<?>> moved = Surroundings.draw(outside, false, random);
        return Draw.each(count, probability, random, () -> moved.apply(one(size, random)));
    }

    private Homography one(int size, RandomGenerator random) {
        double angle = Draw.uniform(random, -degrees, degrees);
        double dx = right == 0 ? 0 : Draw.uniform(random, -right, right) * size;
        double dy = Draw.uniform(random, -down, down) * size;
        double scale = smallest == largest ? smallest : Draw.uniform(random, smallest, largest);
        double sheared = shear == 0 ? 0 : Draw.uniform(random, -shear, shear);
        return Warp.affine(size, angle, dx, dy, scale, sheared);
    }
}
