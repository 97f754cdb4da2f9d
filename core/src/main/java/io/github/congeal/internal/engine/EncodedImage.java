package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.LanczosResize;
import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;

/**
 * Begins with a picture, stretched to the size of the run.
 *
 * @param image opaque, of any size
 */
public record EncodedImage(BufferedImage image) implements Start {
    @Override
    public void begin(Canvas canvas, RandomGenerator random) {
        canvas.begin(Picture.fromImage(LanczosResize.resize(image, canvas.size())), random);
    }
}
