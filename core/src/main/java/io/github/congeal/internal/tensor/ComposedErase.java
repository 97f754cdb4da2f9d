package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Kernels.Function;
import io.github.congeal.internal.tensor.Kernels.Pair;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** {@link CutoutKernels#erase} and its gradient, composed of other operations: a mask of the rectangles. */
final class ComposedErase {
    private final CutoutBatch batch;
    private final Movements kernels;

    ComposedErase(Movements kernels, Tensor pixels) {
        this.kernels = kernels;
        this.batch = CutoutBatch.of(kernels, pixels);
    }

    void forward(Tensor pixels, List<@Nullable Erasure> erasures) {
        try (Tensor inside = inside(erasures);
                Tensor values = batch.numbers(erasures, Erasure::value, 0)) {
            keep(pixels, inside);
            kernels.multiplyColumns(inside, values);
            add(inside, pixels);
        }
    }

    void backward(List<@Nullable Erasure> erasures, Tensor gradient) {
        try (Tensor inside = inside(erasures)) {
            keep(gradient, inside);
        }
    }

    /** Sets the pixels inside the rectangles to zero. */
    private void keep(Tensor pixels, Tensor inside) {
        try (Tensor outside = batch.take(batch.pixels())) {
            kernels.copy(inside, outside);
            kernels.scaleAndShift(outside, -1, 1);
            long all = batch.count() * batch.pixels();
            kernels.multiplyColumns(pixels.first(all, 3), outside.first(all, 1));
        }
    }

    /** Adds to all channels of each pixel a number given per pixel. */
    private void add(Tensor numbers, Tensor pixels) {
        long all = batch.count() * batch.pixels();
        kernels.combine(Pair.ADD, pixels.first(all, 3), numbers.first(all, 1), pixels.first(all, 3));
    }

    /** The mask of the rectangles, 1 inside and 0 outside: {@code [K, S * S]}. */
    private Tensor inside(List<@Nullable Erasure> erasures) {
        Tensor inside = batch.take(batch.pixels());
        try (Tensor other = batch.take(batch.pixels())) {
            beyond(true, 1, erasures, Erasure::left, inside);
            beyond(true, -1, erasures, erasure -> erasure.left() + erasure.width(), other);
            kernels.multiplyElements(inside, other);
            beyond(false, 1, erasures, Erasure::top, other);
            kernels.multiplyElements(inside, other);
            beyond(false, -1, erasures, erasure -> erasure.top() + erasure.height(), other);
            kernels.multiplyElements(inside, other);
        }
        return inside;
    }

    /**
     * 1 for the pixels on one side of an edge, otherwise 0; all 0 for a cutout without an erasure.
     *
     * @param across whether the edge is vertical, so that columns count; otherwise rows
     * @param sign 1 for the pixels from the edge on, -1 for those before it
     */
    private void beyond(
            boolean across, int sign, List<@Nullable Erasure> erasures, ToDoubleFunction<Erasure> edge, Tensor out) {
        int size = batch.size();
        Tensor places = kernels.constant(
                List.of("places", across, size), i -> across ? i % size : i / size, 1, (long) size * size);
        try (Tensor edges = batch.numbers(erasures, erasure -> edge.applyAsDouble(erasure) - 0.5, sign * 2.0 * size)) {
            kernels.combine(Pair.SUBTRACT, places, edges, out);
        }
        if (sign < 0) {
            kernels.scale(out, -1);
        }
        kernels.apply(Function.POSITIVE, out, out);
    }
}
