package io.github.congeal.internal.guidance;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Adds noise to every cutout, each with a strength of its own. Draws per cutout the strength and a seed for the noise
 * itself, so that the noise need not be stored and is the same for every division into chunks.
 *
 * @param most the largest standard deviation
 */
record RandomNoise(double most) implements Augmentation {
    @Override
    public List<@Nullable Transform<?>> draw(int count, int size, RandomGenerator random) {
        List<@Nullable Transform<?>> drawn = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            float strength = (float) Draw.uniform(random, 0, most);
            drawn.add(new Noise().with(new GaussianNoise(strength, random.nextLong())));
        }
        return drawn;
    }
}
