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

    /** Makes zeros of the pixels in the rectangles. */
    private void keep(Tensor pixels, Tensor inside) {
        try (Tensor outside = batch.take(batch.pixels())) {
            kernels.copy(inside, outside);
            kernels.scaleAndShift(outside, -1, 1);
            long all = batch.count() * batch.pixels();
            kernels.multiplyColumns(pixels.first(all, 3), outside.first(all, 1));
        }
    }

    /** Adds a number of its own to each channel of each pixel. */
    private void add(Tensor numbers, Tensor pixels) {
        long all = batch.count() * batch.pixels();
        kernels.combine(Pair.ADD, pixels.first(all, 3), numbers.first(all, 1), pixels.first(all, 3));
    }

    /** 1 in the rectangles, and otherwise 0: {@code [K, S * S]}. */
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

    /** 1 for pixels on one side of an edge, which lies between pixels; where there is none, for no pixel. */
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
