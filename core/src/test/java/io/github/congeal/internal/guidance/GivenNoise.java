package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.NoiseSource;

/**
 * Noise that was drawn elsewhere, to repeat a step of the reference implementation.
 *
 * @param strength its standard deviation
 * @param values standard normal values, {@code [size, size, 3]}
 */
public record GivenNoise(float strength, float[] values) implements NoiseSource {
    /** A transform that adds given noise. */
    public static Transform<?> transform(float strength, float[] values) {
        return new Noise().with(new GivenNoise(strength, values));
    }

    @Override
    public void draw(float[] noise) {
        for (int i = 0; i < noise.length; i++) {
            noise[i] = strength * values[i];
        }
    }
}
