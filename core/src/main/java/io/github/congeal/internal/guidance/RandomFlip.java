package io.github.congeal.internal.guidance;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Mirrors cutouts left to right. Draws one coin per cutout.
 *
 * @param probability that a cutout is mirrored
 */
record RandomFlip(double probability) implements Augmentation {
    @Override
    public void draw(List<List<Transform>> batch, int size, RandomGenerator random) {
        for (List<Transform> transforms : batch) {
            if (Draw.happens(random, probability)) {
                transforms.add(new Flip());
            }
        }
    }
}
