package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.NoiseSource;
import java.util.SplittableRandom;

/**
 * Normally distributed noise, independent from value to value.
 *
 * @param strength its standard deviation
 * @param seed the seed of the noise
 */
record GaussianNoise(float strength, long seed) implements NoiseSource {
    @Override
    public void draw(float[] values) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = strength * (float) random.nextGaussian();
        }
    }
}
