package io.github.congeal.internal.engine;

import java.util.random.RandomGenerator;

/**
 * Begins with a plain grey picture with a little noise. Surroundings that no prompt asks for stay quiet, and a thing
 * takes shape more easily on a plain ground than among random codes.
 *
 * @param brightness of the ground, 0 to 1
 * @param noise the standard deviation of the noise on each colour of each pixel
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
