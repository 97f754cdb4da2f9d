package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * A canvas for inpainting, of which only a part is visible; elsewhere the initial picture stays, bit for bit. Terms measure
 * the combined picture, and only the visible part has a gradient.
 */
final class MaskedCanvas implements Canvas {
    private final Canvas canvas;
    private final Inpainting inpainting;
    private final Tape tape;
    private final long pixels;
    /** The share of the canvas in each pixel, {@code [H * W, 1]}. */
    private final Tensor share;
    /** The initial picture times the remaining share, {@code [H * W, 3]}. */
    private final Tensor kept;

    MaskedCanvas(Canvas canvas, Inpainting inpainting, Tape tape) {
        this.canvas = canvas;
        this.inpainting = inpainting;
        this.tape = tape;
        this.pixels = (long) canvas.size().width() * canvas.size().height();
        this.share = tape.take(pixels, 1);
        this.kept = tape.take(pixels, 3);
    }

    @Override
    public void begin(float[] picture, RandomGenerator random) {
        keep();
        canvas.begin(picture, random);
    }

    @Override
    public void put(Tensor picture, RandomGenerator random) {
        canvas.put(picture, random);
    }

    @Override
    public void beginAtRandom(RandomGenerator random) {
        keep();
        canvas.beginAtRandom(random);
    }

    private void keep() {
        float[] painted = inpainting.share(size());
        float[] initial = inpainting.initial(size());
        for (int i = 0; i < initial.length; i++) {
            initial[i] *= 1 - painted[i / 3];
        }
        share.write(0, painted, 0, painted.length);
        kept.write(0, initial, 0, initial.length);
    }

    @Override
    public PictureSize size() {
        return canvas.size();
    }

    @Override
    public Tensor parameters() {
        return canvas.parameters();
    }

    @Override
    public void draw(Tensor picture, RandomGenerator random) {
        canvas.draw(picture, random);
        cover(picture);
    }

    @Override
    public boolean drawsAtRandom() {
        return canvas.drawsAtRandom();
    }

    @Override
    public void show(Tensor parameters, Tensor picture) {
        canvas.show(parameters, picture);
        cover(picture);
    }

    private void cover(Tensor picture) {
        Tensor colours = picture.first(pixels, 3);
        tape.kernels().multiplyColumns(colours, share);
        tape.kernels().combine(Pair.ADD, colours, kept, colours);
    }

    @Override
    public void backward(Tensor pictureGradient, Tensor gradient) {
        tape.kernels().multiplyColumns(pictureGradient.first(pixels, 3), share);
        canvas.backward(pictureGradient, gradient);
    }

    @Override
    public void settle() {
        canvas.settle();
    }

    @Override
    public void state(State state) {
        canvas.state(state);
        state.tensor("share", share);
        state.tensor("kept", kept);
    }
}
