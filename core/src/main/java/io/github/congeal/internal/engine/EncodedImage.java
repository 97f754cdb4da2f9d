package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.LanczosResize;
import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.vqgan.Vqgan;
import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;

/**
 * The codes of a picture, squeezed or stretched to the size of the run.
 *
 * @param image opaque, of any size
 */
public record EncodedImage(BufferedImage image) implements Start {
    @Override
    public float[] latent(Vqgan vqgan, int width, int height, RandomGenerator random, Tape tape) {
        return encode(
                vqgan,
                Picture.fromImage(LanczosResize.resize(image, new PictureSize(width, height))),
                width,
                height,
                random,
                tape);
    }

    /** The codes of a picture {@code [height, width, 3]} with values 0..1. */
    static float[] encode(Vqgan vqgan, float[] picture, int width, int height, RandomGenerator random, Tape tape) {
        float[] signed = new float[picture.length];
        for (int i = 0; i < picture.length; i++) {
            signed[i] = 2 * picture[i] - 1;
        }
        Tensor input = tape.take(1, height, width, 3);
        input.write(0, signed, 0, signed.length);
        try (Tensor codes = vqgan.encode(input, random, tape)) {
            return codes.toFloats();
        }
    }
}
