package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.SamplePadding;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Bends cutouts by blurred noise. Draws for each cutout whether it is bent and, if so, a seed for the noise.
 *
 * @param kernel the side of the blur's kernel in pixels, odd
 * @param sigma the blur's standard deviation in pixels
 * @param alpha the factor of the blurred noise, in halves of the side
 * @param probability the probability that a cutout is bent
 */
record RandomElastic(int kernel, double sigma, double alpha, double probability) implements Augmentation {
    private static final Remap KIND = new Remap(SamplePadding.ZEROS, 0);

    @Override
    public List<@Nullable Transform<?>> draw(int count, int size, RandomGenerator random) {
        return Draw.each(count, probability, random, () -> KIND.with(one(random.nextLong())));
    }

    private ElasticMap one(long seed) {
        return new ElasticMap(
                values -> {
                    SplittableRandom noise = new SplittableRandom(seed);
                    for (int i = 0; i < values.length; i++) {
                        values[i] = 2 * noise.nextFloat() - 1;
                    }
                },
                kernel,
                sigma,
                alpha);
    }
}
