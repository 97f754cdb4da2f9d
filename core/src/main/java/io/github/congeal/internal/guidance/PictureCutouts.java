package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The cutouts of one picture at a time, a chunk of them at once, and the way of their gradients back to it; for pictures
 * of one size, wherever tensors live. Both kinds make the same cutouts, up to rounding.
 */
public interface PictureCutouts extends AutoCloseable {
    /**
     * Takes what a run needs, where its tensors live.
     *
     * @param height the pictures' height
     * @param width the pictures' width
     * @param size the cutouts' side
     * @param chunk how many cutouts are made at once at most
     * @param method how cutouts are drawn
     */
    static PictureCutouts of(int height, int width, int size, int chunk, CutoutMethod method, Tape tape) {
        if (!PromptLosses.isHost(tape.device())) {
            return new CardCutouts(height, width, size, chunk, method, tape);
        }
        // Where nothing is computed, arrays of Java would be made for nothing.
        return tape.isDry() ? new HostCutouts(0, 0, 0, 0, method) : new HostCutouts(height, width, size, chunk, method);
    }

    /** The bytes of Java arrays that an instance holds. */
    static long heapBytes(int height, int width, int size, int chunk, CutoutMethod method, Device device) {
        return PromptLosses.isHost(device) ? HostCutouts.bytes(height, width, size, chunk, method) : 0;
    }

    /** Draws cutouts for one step. */
    List<Cutout> draw(int count, RandomGenerator random);

    /**
     * Turns to a picture, and forgets the gradient of the one before.
     *
     * @param picture {@code [1, height, width, 3]}; only read
     */
    void turnTo(Tensor picture);

    /**
     * Makes the pixels of a chunk of cutouts.
     *
     * @param pixels {@code [cutouts, size, size, 3]}, overwritten
     */
    void forward(List<Cutout> cutouts, Tensor pixels);

    /**
     * Adds the gradient of the chunk that {@link #forward} has just made to that of the picture.
     *
     * @param cutouts the same chunk
     * @param gradient with respect to the pixels, {@code [cutouts, size, size, 3]}; undefined afterwards
     */
    void backward(List<Cutout> cutouts, Tensor gradient);

    /**
     * The gradient with respect to the picture, as far as it was added up.
     *
     * @param pictureGradient {@code [1, height, width, 3]}, overwritten
     */
    void gradient(Tensor pictureGradient);

    /** Gives the memory back. */
    @Override
    void close();
}
