package io.github.congeal.internal.guidance;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Mirrors cutouts left to right. Draws for each cutout whether it is mirrored.
 *
 * @param probability the probability that a cutout is mirrored
 */
record RandomFlip(double probability) implements Augmentation {
    @Override
    public List<@Nullable Transform<?>> draw(int count, int size, RandomGenerator random) {
        return Draw.each(count, probability, random, () -> Warp.flip(size));
    }
}
