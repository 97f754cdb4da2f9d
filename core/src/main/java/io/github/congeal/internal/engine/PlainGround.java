package io.github.congeal.internal.engine;

import java.util.random.RandomGenerator;

/**
 * Begins with a uniform grey picture with a little noise. The background that no prompt asks for stays plain, and an object
 * takes shape more easily than among random codes.
 *
 * @param brightness of the background, 0..1
 * @param noise the standard deviation of the noise on each channel of each pixel
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
