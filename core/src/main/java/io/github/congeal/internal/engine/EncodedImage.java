package io.github.congeal.internal.engine;

import io.github.congeal.control.Fit;
import io.github.congeal.internal.guidance.PictureSize;
import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;

/**
 * Begins with a given picture.
 *
 * @param image opaque, of any size
 * @param fit how it is fitted into the frame
 * @param noise the standard deviation of the noise that is added to each value; the sum is not clamped
 */
public record EncodedImage(BufferedImage image, Fit fit, double noise) implements Start {
    /** A picture stretched to the frame, without noise. */
    public EncodedImage(BufferedImage image) {
        this(image, Fit.STRETCH, 0);
    }

    @Override
    public void check(PictureSize size) {
        if (fit instanceof Fit.Place) {
            FramedImage.of(image, fit, size);
        }
    }

    @Override
    public void begin(Canvas canvas, RandomGenerator random) {
        float[] picture = FramedImage.of(image, fit, canvas.size()).filled();
        if (noise > 0) {
            for (int i = 0; i < picture.length; i++) {
                picture[i] += (float) (noise * random.nextGaussian());
            }
        }
        canvas.begin(picture, random);
    }
}
