package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.vqgan.Vqgan;
import java.util.function.Consumer;

/**
 * From a latent to a picture and, with a gradient, back: straight-through quantisation, decoding, clamp with gradient
 * (van den Oord et al. 2017 for the first; the rest as in Crowson's notebook).
 */
final class Synthesis {
    private final Vqgan vqgan;
    private final Tape tape;
    private final Consumer<Part> listener;
    private final int latentHeight;
    private final int latentWidth;
    private final float[] decoded;

    /** The synthesis of pictures of one size. */
    Synthesis(Vqgan vqgan, int width, int height, Tape tape, Consumer<Part> listener) {
        this.vqgan = vqgan;
        this.tape = tape;
        this.listener = listener;
        this.latentHeight = height / vqgan.factor();
        this.latentWidth = width / vqgan.factor();
        this.decoded = new float[height * width * 3];
    }

    /**
     * Draws the picture of a latent.
     *
     * @param latent {@code [h, w, D]}
     * @param picture {@code [H, W, 3]}, overwritten with values 0..1
     */
    void forward(float[] latent, float[] picture) {
        listener.accept(Part.QUANTISE);
        Tensor quantised = vqgan.quantizer().quantize(latent, latentHeight, latentWidth, tape);
        listener.accept(Part.DECODE);
        try (Tensor output = vqgan.decode(quantised, tape)) {
            output.read(0, decoded, 0, decoded.length);
        }
        for (int i = 0; i < decoded.length; i++) {
            decoded[i] = (decoded[i] + 1) / 2;
            picture[i] = clamp(decoded[i]);
        }
    }

    /**
     * The gradient with respect to the latent of the last forward pass.
     *
     * @param pictureGradient {@code [H, W, 3]}; overwritten
     * @param latentGradient {@code [h, w, D]}, overwritten
     */
    void backward(float[] pictureGradient, float[] latentGradient) {
        listener.accept(Part.DECODE_BACKWARD);
        for (int i = 0; i < decoded.length; i++) {
            // Outside 0..1 only a step that leads back inside is allowed through.
            boolean passes = pictureGradient[i] * (decoded[i] - clamp(decoded[i])) >= 0;
            pictureGradient[i] = passes ? pictureGradient[i] / 2 : 0;
        }
        int factor = vqgan.factor();
        Tensor gradient = tape.take(1, (long) latentHeight * factor, (long) latentWidth * factor, 3);
        gradient.write(0, pictureGradient, 0, pictureGradient.length);
        // Straight through: the gradient at the quantised latent is taken for that at the latent itself.
        try (Tensor result = vqgan.decodeBackward(gradient, tape)) {
            result.read(0, latentGradient, 0, latentGradient.length);
        }
    }

    private static float clamp(float value) {
        return Math.min(Math.max(value, 0), 1);
    }
}
