package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Computes the cutouts of one picture at a time, chunk by chunk, and the gradient with respect to it; for pictures of
 * one size. Results do not depend on how the cutouts are divided into chunks, except for the last digits of the
 * gradient of pooled cutouts.
 */
public final class PictureCutouts implements AutoCloseable {
    private final int height;
    private final int width;
    private final int size;
    private final int chunk;
    private final CutoutMethod method;
    private final Tape tape;
    /** The cutouts before each of the stages that need them for their gradients, {@code [chunk, S, S, 3]}. */
    private final List<Tensor> inputs = new ArrayList<>();

    private @Nullable Tensor picture;
    private List<Window> windows = List.of();
    private List<Stage<?>> stages = List.of();

    /**
     * Allocates the memory that a run needs.
     *
     * @param height the pictures' height in pixels
     * @param width the pictures' width in pixels
     * @param size the cutouts' side in pixels
     * @param chunk the largest number of cutouts made at once
     * @param method how cutouts are drawn
     */
    public PictureCutouts(int height, int width, int size, int chunk, CutoutMethod method, Tape tape) {
        this.height = height;
        this.width = width;
        this.size = size;
        this.chunk = chunk;
        this.method = method;
        this.tape = tape;
        for (int i = 0; i < method.inputsKept(); i++) {
            inputs.add(tape.take(chunk, size, size, 3));
        }
    }

    /** Draws cutouts for one step. */
    public List<Cutout> draw(int count, int step, RandomGenerator random) {
        return method.at(step).draw(height, width, count, size, random);
    }

    /**
     * Selects a picture.
     *
     * @param newPicture {@code [1, H, W, 3]}; read-only, until another is selected
     */
    public void turnTo(Tensor newPicture) {
        picture = newPicture;
    }

    /**
     * Computes the pixels of a chunk of cutouts.
     *
     * @param pixels {@code [K, S, S, 3]}, overwritten
     */
    public void forward(List<Cutout> cutouts, Tensor pixels) {
        checkChunk(cutouts);
        List<Cutout> seen = cutouts.stream().map(Cutout::withMirroredWindow).toList();
        windows = seen.stream().map(Cutout::window).toList();
        stages = Stage.of(seen.stream().map(Cutout::transforms).toList());
        tape.kernels().crop(selected(), windows, pixels);
        if (windows.stream().anyMatch(Window::maximal)) {
            tape.kernels().poolMaximum(selected(), windows, pixels);
        }
        int kept = 0;
        for (Stage<?> stage : stages) {
            if (stage.kind().needsInput()) {
                tape.kernels().copy(pixels, input(kept++));
            }
            stage.forward(tape.kernels(), pixels);
        }
    }

    /**
     * The backward pass of the last {@link #forward}.
     *
     * @param cutouts the same chunk
     * @param gradient the gradient with respect to the pixels, {@code [K, S, S, 3]}; undefined afterwards
     * @param pictureGradient the gradient with respect to the picture, {@code [1, H, W, 3]}, which is added to
     */
    public void backward(List<Cutout> cutouts, Tensor gradient, Tensor pictureGradient) {
        checkChunk(cutouts);
        int kept =
                (int) stages.stream().filter(stage -> stage.kind().needsInput()).count();
        for (int i = stages.size() - 1; i >= 0; i--) {
            Stage<?> stage = stages.get(i);
            Tensor input = stage.kind().needsInput() ? input(--kept) : null;
            stage.backward(tape.kernels(), input, gradient);
        }
        if (windows.stream().anyMatch(Window::maximal)) {
            tape.kernels().poolMaximumBackward(selected(), windows, gradient, pictureGradient);
        }
        tape.kernels().cropBackward(windows, gradient, pictureGradient);
    }

    private Tensor selected() {
        if (picture == null) {
            throw new IllegalStateException("there was no picture to make cutouts of: turn to one first");
        }
        return picture;
    }

    /** The cutouts before one of the stages, {@code [K, S, S, 3]}. */
    private Tensor input(int index) {
        while (index >= inputs.size()) {
            // Only if the cutouts of a chunk have their transforms in different orders.
            inputs.add(tape.take(chunk, size, size, 3));
        }
        return inputs.get(index).first(windows.size(), size, size, 3);
    }

    private void checkChunk(List<Cutout> cutouts) {
        if (cutouts.size() > chunk) {
            throw new IllegalArgumentException(
                    "a chunk had " + cutouts.size() + " cutouts, but at most " + chunk + " were announced");
        }
    }

    /** Releases the memory. */
    @Override
    public void close() {
        inputs.forEach(Tensor::close);
    }
}
