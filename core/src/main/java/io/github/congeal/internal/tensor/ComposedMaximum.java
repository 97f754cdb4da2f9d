package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Kernels.Function;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * {@link CutoutKernels#poolMaximum} and its gradient, composed of other operations. A pool is the set of pixels that one
 * pixel of a cutout is resampled from. The n-th pixels of all pools are processed at once, for each n; past the end of a
 * shorter pool its last pixel is repeated.
 */
final class ComposedMaximum {
    /** Indices of pixels are computed in float32, which represents whole numbers exactly up to here. */
    private static final int MOST_PIXELS = 1 << 24;

    private final CutoutKernels kernels;
    private final Tensor picture;
    private final List<Window> windows;
    private final int height;
    private final int width;
    private final int count;
    private final int size;
    private final int tallest;
    private final int widest;

    ComposedMaximum(CutoutKernels kernels, Tensor picture, List<Window> windows) {
        this.kernels = kernels;
        this.picture = picture;
        this.windows = windows;
        this.height = (int) picture.dimension(1);
        this.width = (int) picture.dimension(2);
        this.count = windows.size();
        this.size = windows.get(0).size();
        this.tallest = longest(window -> window.down().forward().widest());
        this.widest = longest(window -> window.across().forward().widest());
        if ((long) height * width > MOST_PIXELS) {
            throw new IllegalArgumentException(
                    "a picture of %sx%s is too large for pooled cutouts on this device: make it smaller"
                            .formatted(width, height));
        }
    }

    private int longest(ToIntFunction<Window> length) {
        return windows.stream().mapToInt(length).max().orElse(1);
    }

    void forward(Tensor pixels) {
        try (Tensor best = take();
                Tensor taps = take();
                Tensor which = shares()) {
            find(best, taps);
            // pixels += share * (best - pixels)
            kernels.combine(Pair.SUBTRACT, rows(best), rows(pixels), rows(best));
            kernels.multiplyColumns(rows(best), which);
            kernels.add(rows(pixels), rows(best));
        }
    }

    void backward(Tensor gradient, Tensor pictureGradient) {
        try (Tensor best = take();
                Tensor taps = take();
                Tensor share = take()) {
            find(best, taps);
            try (Tensor which = shares()) {
                kernels.copy(gradient, share.first(count, size, size, 3));
                kernels.multiplyColumns(rows(share), which);
                kernels.combine(Pair.SUBTRACT, rows(gradient), rows(share), rows(gradient));
            }
            try (Tensor middle = kernels.buffers().take((long) count * size, 3L * width)) {
                for (int row = 0; row < tallest; row++) {
                    addRow(row, taps, share, middle, pictureGradient);
                }
            }
        }
    }

    /**
     * Finds the largest value of each pool and the index of its pixel within the pool; of equal ones, the first in
     * row-major order.
     */
    private void find(Tensor best, Tensor taps) {
        kernels.fill(taps, 0);
        try (Tensor found = take();
                Tensor larger = take();
                Tensor place = kernels.buffers().take(count, size, size);
                Tensor whole = kernels.buffers().take(Precision.INDEX, (long) count * size * size)) {
            for (int row = 0; row < tallest; row++) {
                for (int column = 0; column < widest; column++) {
                    try (Tensor y = places(false, row, width);
                            Tensor x = places(true, column, 1)) {
                        kernels.combine(Pair.ADD, y.reshape(count, size, 1), x.reshape(count, 1, size), place);
                    }
                    kernels.copy(place.first((long) count * size * size), whole);
                    boolean first = row == 0 && column == 0;
                    kernels.lookUp(
                            picture.first((long) height * width, 3),
                            whole,
                            (first ? best : found).first((long) count * size * size, 3));
                    if (!first) {
                        kernels.combine(Pair.SUBTRACT, found, best, larger);
                        kernels.apply(Function.POSITIVE, larger, larger);
                        kernels.combine(Pair.MAXIMUM, found, best, best);
                        // taps += larger * (this one - taps)
                        kernels.copy(taps, found);
                        kernels.scaleAndShift(found, -1, number(row, column));
                        kernels.multiplyElements(found, larger);
                        kernels.add(taps, found);
                    }
                }
            }
        }
    }

    private int number(int row, int column) {
        return row * widest + column;
    }

    /** Adds to the picture's gradient what reaches the pixels in one row of the pools. */
    private void addRow(int row, Tensor taps, Tensor share, Tensor middle, Tensor pictureGradient) {
        kernels.fill(middle, 0);
        try (Tensor chosen = take();
                Tensor apart = kernels.buffers().take(count, 3L * size, size);
                Tensor part = kernels.buffers().take(count, 3L * size, width)) {
            for (int column = 0; column < widest; column++) {
                kernels.copy(taps, chosen);
                kernels.scaleAndShift(chosen, 1, -number(row, column));
                equalToZero(chosen);
                kernels.multiplyElements(chosen, share);
                kernels.permute(chosen.first(count, size, size, 3), apart.first(count, size, 3, size), 0, 1, 3, 2);
                try (Tensor columns = oneHot(true, column, width)) {
                    kernels.multiply(apart, false, columns.reshape(count, size, width), false, part);
                }
                kernels.add(middle.first(count, 3L * size, width), part);
            }
        }
        try (Tensor rows = oneHot(false, row, height);
                Tensor planes = kernels.buffers().take(height, 3L * width);
                Tensor added = kernels.buffers().take(height, width, 3)) {
            kernels.multiply(rows, true, middle, false, planes);
            kernels.permute(planes.first(height, 3, width), added, 0, 2, 1);
            kernels.add(pictureGradient.first(height, width, 3), added);
        }
    }

    /** One-hot coordinates of the pixel number {@code tap} of each pool along one axis, {@code [K * S, length]}. */
    private Tensor oneHot(boolean across, int tap, int length) {
        Tensor matrix = kernels.buffers().take((long) count * size, length);
        try (Tensor places = places(across, tap, 1)) {
            Tensor inputs = kernels.constant(List.of("inputs", length), i -> i, 1, length);
            kernels.combine(Pair.SUBTRACT, places, inputs, matrix);
        }
        equalToZero(matrix);
        return matrix;
    }

    private void equalToZero(Tensor x) {
        kernels.apply(Function.ABSOLUTE, x, x);
        kernels.apply(Function.POSITIVE, x, x);
        kernels.scaleAndShift(x, -1, 1);
    }

    /** The coordinate in the picture of the pixel number {@code tap} of each pool, times a stride: {@code [K * S, 1]}. */
    private Tensor places(boolean across, int tap, int stride) {
        HostArrays arrays = kernels.buffers().hostArrays();
        float[] values = arrays.takeFloats(count * size);
        for (int k = 0; k < count; k++) {
            Window window = windows.get(k);
            BandedMap map = (across ? window.across() : window.down()).forward();
            int origin = across ? window.x() : window.y();
            for (int i = 0; i < size; i++) {
                int pool = across && window.mirrored() ? size - 1 - i : i;
                int at = origin + map.first(pool) + Math.min(tap, map.length(pool) - 1);
                values[k * size + i] = (float) at * stride;
            }
        }
        Tensor places = kernels.buffers().take((long) count * size, 1);
        places.write(0, values, 0, count * size);
        arrays.giveBack(values);
        return places;
    }

    /** The share of the maximum in each cutout, {@code [K, 1]}: 0.5, or 0 where it is not pooled. */
    private Tensor shares() {
        return new CutoutBatch(kernels, count, size).numbers(windows, window -> window.maximal() ? 0.5 : 0, 0);
    }

    private Tensor take() {
        return kernels.buffers().take(count, size, size, 3);
    }

    private Tensor rows(Tensor cutouts) {
        return cutouts.first(count, 3L * size * size);
    }
}
