package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.vqgan.Vqgan;
import java.util.random.RandomGenerator;

/**
 * The codes of a plain grey picture with a hint of noise. What nothing asks for stays quiet, and a prompt finds it
 * easier to put a thing in the middle of nothing than in the middle of confetti.
 *
 * @param brightness of the ground, 0 to 1
 * @param noise the standard deviation of what is added to each colour of each pixel
 */
public record PlainGround(double brightness, double noise) implements Start {
    @Override
    public float[] latent(Vqgan vqgan, int width, int height, RandomGenerator random, Tape tape) {
        float[] picture = new float[width * height * 3];
        for (int i = 0; i < picture.length; i++) {
            double value = brightness + noise * random.nextGaussian();
            picture[i] = (float) Math.min(Math.max(value, 0), 1);
        }
        return EncodedImage.encode(vqgan, picture, width, height, random, tape);
    }
}
