package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.vqgan.Vqgan;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * From a latent to a picture and, with a gradient, back: straight-through quantisation, decoding, clamp with gradient
 * (van den Oord et al. 2017 for the first; the rest as in Crowson's notebook).
 */
final class Synthesis {
    private final Vqgan vqgan;
    private final Tape tape;
    private final Consumer<Part> listener;
    private @Nullable Tensor drawn;

    /** The synthesis of pictures. */
    Synthesis(Vqgan vqgan, Tape tape, Consumer<Part> listener) {
        this.vqgan = vqgan;
        this.tape = tape;
        this.listener = listener;
    }

    /**
     * Draws the picture of a latent.
     *
     * @param latent {@code [1, h, w, D]}
     * @param picture {@code [1, H, W, 3]}, overwritten with values 0..1
     */
    void forward(Tensor latent, Tensor picture) {
        listener.accept(Part.QUANTISE);
        draw(vqgan.quantizer().quantize(latent, tape), picture);
    }

    private void draw(Tensor quantised, Tensor picture) {
        listener.accept(Part.DECODE);
        drawn = vqgan.decode(quantised, tape);
        tape.kernels().toColours(drawn, picture);
    }

    /**
     * The gradient with respect to the latent of the last forward pass, {@code [1, h, w, D]}.
     *
     * @param gradient with respect to the picture; taken over
     */
    Tensor backward(Tensor gradient) {
        listener.accept(Part.DECODE_BACKWARD);
        try (Tensor colours = Objects.requireNonNull(drawn, "nothing was drawn yet")) {
            tape.kernels().toColoursBackward(colours, gradient);
        }
        // Straight through: the gradient at the quantised latent is taken for that at the latent itself.
        return vqgan.decodeBackward(gradient, tape);
    }
}
