package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.vqgan.Vqgan;
import java.util.random.RandomGenerator;

/**
 * The codes of a light grey picture with a hint of noise. What nothing asks for stays quiet, and a prompt finds it easier to put a thing in the
 * middle of nothing than in the middle of confetti.
 */
public record PlainGround() implements Start {
    private static final double GREY = 0.75;
    private static final double NOISE = 0.05;

    @Override
    public float[] latent(Vqgan vqgan, int width, int height, RandomGenerator random, Tape tape) {
        float[] picture = new float[width * height * 3];
        for (int i = 0; i < picture.length; i++) {
            double value = GREY + NOISE * random.nextGaussian();
            picture[i] = (float) Math.min(Math.max(value, 0), 1);
        }
        return EncodedImage.encode(vqgan, picture, width, height, random, tape);
    }
}
