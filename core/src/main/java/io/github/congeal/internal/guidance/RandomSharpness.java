package io.github.congeal.internal.guidance;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Sharpens cutouts, or rather blurs them: kornia reads {@code RandomSharpness(f)} as a factor in 0..f, where 1 leaves
 * the picture alone. Draws per cutout a coin, then, if it fell, the factor.
 *
 * @param most the largest factor
 * @param probability that a cutout is changed
 */
record RandomSharpness(double most, double probability) implements Augmentation {
    @Override
    public void draw(List<List<Transform>> batch, int size, RandomGenerator random) {
        for (List<Transform> transforms : batch) {
            if (Draw.happens(random, probability)) {
                transforms.add(new Sharpen((float) Draw.uniform(random, 0, most)));
            }
        }
    }

    @Override
    public boolean needsInput() {
        return true;
    }
}
