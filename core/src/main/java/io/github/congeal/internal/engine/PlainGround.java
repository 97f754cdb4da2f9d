package io.github.congeal.internal.engine;

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
    public void begin(Canvas canvas, RandomGenerator random) {
        float[] picture = new float[canvas.size().width() * canvas.size().height() * 3];
        for (int i = 0; i < picture.length; i++) {
            double value = brightness + noise * random.nextGaussian();
            picture[i] = (float) Math.min(Math.max(value, 0), 1);
        }
        canvas.begin(picture, random);
    }
}
