package io.github.congeal.internal.guidance;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Adds noise of random strength. Draws for each cutout whether it has noise, unless all have, and if so the strength
 * and a seed for the noise. With a seed, the noise need not be stored, and it is the same however the cutouts are
 * divided into chunks.
 *
 * @param least the least standard deviation
 * @param most the largest standard deviation
 * @param probability the probability that a cutout has noise
 */
record RandomNoise(double least, double most, double probability) implements Augmentation {
    @Override
    public List<@Nullable Transform<?>> draw(int count, int size, RandomGenerator random) {
        List<@Nullable Transform<?>> drawn = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            if (probability < 1 && !Draw.happens(random, probability)) {
                drawn.add(null);
                continue;
            }
            float strength = (float) Draw.uniform(random, least, most);
            drawn.add(new Noise().with(new GaussianNoise(strength, random.nextLong())));
        }
        return drawn;
    }
}
