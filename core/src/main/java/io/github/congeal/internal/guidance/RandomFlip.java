package io.github.congeal.internal.guidance;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Mirrors cutouts left to right. Draws one coin per cutout.
 *
 * @param probability that a cutout is mirrored
 */
record RandomFlip(double probability) implements Augmentation {
    @Override
    public List<@Nullable Transform<?>> draw(int count, int size, RandomGenerator random) {
        List<@Nullable Transform<?>> drawn = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            drawn.add(Draw.happens(random, probability) ? Warp.flip(size) : null);
        }
        return drawn;
    }
}
