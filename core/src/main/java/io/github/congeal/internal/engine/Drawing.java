package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.Phase;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Wrap;
import io.github.congeal.internal.vqgan.Vqgan;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decodes code vectors to a picture, and propagates the picture's gradient back to them. */
final class Drawing {
    private final Vqgan vqgan;
    private final Wrap wrap;
    private final TileOrigin origin;
    private final Tape tape;
    private final Consumer<Phase> phases;
    private @Nullable Tensor decoded;

    /**
     * A drawing in which nothing has been decoded yet.
     *
     * @param wrap the directions in which pictures are periodic
     * @param phases called when a phase of a step begins
     */
    Drawing(Vqgan vqgan, Wrap wrap, Tape tape, Consumer<Phase> phases) {
        this.vqgan = vqgan;
        this.wrap = wrap;
        this.origin = TileOrigin.of(wrap, vqgan.factor());
        this.tape = tape;
        this.phases = phases;
    }

    /**
     * Draws a picture for which {@link #backward} can be called.
     *
     * @param vectors {@code [1, h, w, D]}; taken over
     * @param picture {@code [1, H, W, 3]}, overwritten with values 0..1
     */
    void draw(Tensor vectors, Tensor picture) {
        phases.accept(Phase.DECODE);
        decoded = tape.wrapping(wrap, () -> vqgan.decode(vectors, tape));
        colour(decoded, picture);
    }

    private void colour(Tensor drawn, Tensor picture) {
        if (origin.isPlain()) {
            tape.kernels().toColours(drawn, picture);
            return;
        }
        try (Tensor colours = tape.take(picture.precision(), picture.shape())) {
            tape.kernels().toColours(drawn, colours);
            origin.show(colours, picture, tape);
        }
    }

    /** Draws another picture, which {@link #backward} ignores; may be called at any time. */
    void show(Tensor vectors, Tensor picture) {
        boolean recording = tape.record(false);
        try (Tensor drawn = tape.wrapping(wrap, () -> vqgan.decode(vectors, tape))) {
            colour(drawn, picture);
        } finally {
            tape.record(recording);
        }
    }

    /**
     * The gradient with respect to the vectors of the last {@link #draw}.
     *
     * @param pictureGradient {@code [1, H, W, 3]}; taken over
     * @return {@code [1, h, w, D]}
     */
    Tensor backward(Tensor pictureGradient) {
        phases.accept(Phase.DECODE_BACKWARD);
        Tensor gradient = origin.drawn(pictureGradient, tape);
        try (Tensor colours = Objects.requireNonNull(decoded, "nothing was drawn yet")) {
            tape.kernels().toColoursBackward(colours, gradient);
        }
        return tape.wrapping(wrap, () -> vqgan.decodeBackward(gradient, tape));
    }
}
