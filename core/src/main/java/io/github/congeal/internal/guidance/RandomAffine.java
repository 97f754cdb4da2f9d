package io.github.congeal.internal.guidance;

import java.util.List;
import java.util.random.RandomGenerator;

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
    public void draw(List<List<Transform>> batch, int size, RandomGenerator random) {
        for (List<Transform> transforms : batch) {
            if (Draw.happens(random, probability)) {
                double angle = Draw.uniform(random, -degrees, degrees);
                double down = Draw.uniform(random, -translate, translate) * size;
                transforms.add(Warp.affine(size, angle, 0, down, Warp.Padding.BORDER));
            }
        }
    }
}
