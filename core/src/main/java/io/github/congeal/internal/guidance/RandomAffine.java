package io.github.congeal.internal.guidance;

import io.github.congeal.control.Outside;
import io.github.congeal.internal.tensor.Homography;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Rotates, shifts, scales and shears cutouts. Draws a grey if the outside is grey, then for each cutout whether it is
 * moved and, if so, the angle, the shift to the right unless its largest is 0, the shift down, the scale unless its
 * bounds are equal, and the shear unless its largest is 0.
 *
 * @param degrees the largest angle in either direction, in degrees
 * @param right the largest shift to the left or right, as a fraction of the cutout's side
 * @param down the largest shift up or down, as a fraction of the cutout's side
 * @param smallest the smallest scale; below 1 shrinks
 * @param largest the largest scale
 * @param shear the largest angle of the shear along the rows in either direction, in degrees
 * @param outside what fills the area outside
 * @param probability the probability that a cutout is moved
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
