package io.github.congeal.internal.tensor;

/** Pixels and tokens moved from one place to another. */
public interface Movements extends Activations {
    /** Puts pixels {@code stride} apart, with zeros between them and {@code offset} zeros before them. */
    default void spread(Tensor x, int stride, int offset, Tensor out) {
        long width = out.dimension(2) * out.dimension(3);
        long[] strides = {out.dimension(1) * width, stride * width, stride * out.dimension(3), 1};
        fill(out, 0);
        copy(x, out.strided(offset * (width + out.dimension(3)), x.shape(), strides));
    }

    /** Puts zeros around pictures, {@code [N, H, W, C]} to {@code [N, H + 2 margin, W + 2 margin, C]}. */
    default void surround(Tensor x, int margin, Tensor out) {
        long channels = out.dimension(3);
        long row = out.dimension(2) * channels;
        long[] strides = {out.dimension(1) * row, row, channels, 1};
        fill(out, 0);
        copy(x, out.strided(margin * (row + channels), x.shape(), strides));
    }

    /**
     * Moves pictures {@code [N, H, W, C]}; what leaves them at one side comes in at the opposite one.
     *
     * @param down by how many pixels, from 0 to below H
     * @param across by how many pixels, from 0 to below W
     * @param out as x, but not x
     */
    default void roll(Tensor x, long down, long across, Tensor out) {
        long rows = x.dimension(1) - down;
        long columns = x.dimension(2) - across;
        for (int n = 0; n < x.dimension(0); n++) {
            put(x, new Rectangle(0, 0, rows, columns), down, across, out, n);
            put(x, new Rectangle(0, columns, rows, across), down, -columns, out, n);
            put(x, new Rectangle(rows, 0, down, columns), -rows, across, out, n);
            put(x, new Rectangle(rows, columns, down, across), -rows, -columns, out, n);
        }
    }

    private void put(Tensor x, Rectangle part, long down, long across, Tensor out, int n) {
        if (!part.isEmpty()) {
            copy(part.of(x, n), part.moved(down, across).of(out, n));
        }
    }

    /** The nearest neighbour at twice the size: {@code [N, H, W, C]} to {@code [N, 2H, 2W, C]}. */
    default void upsample(Tensor x, Tensor out) {
        enlarge(x, 2, out);
    }

    /** The gradient of {@link #upsample}. */
    default void upsampleBackward(Tensor gradient, Tensor out) {
        averagePool(gradient, 2, out);
        scale(out, 4);
    }

    /** The gradient of {@link #averagePool}. */
    default void averagePoolBackward(Tensor gradient, int size, Tensor out) {
        enlarge(gradient, size, out);
        scale(out, 1.0 / (size * size));
    }

    /** Makes a square of {@code size} x {@code size} pixels out of each: a copy from a view that repeats them. */
    default void enlarge(Tensor x, int size, Tensor out) {
        long rows = x.dimension(0) * x.dimension(1);
        long width = x.dimension(2);
        long channels = x.dimension(3);
        long row = width * channels;
        long[] squares = {rows, size, width, size, channels};
        copy(
                x.strided(0, squares, row, 0, channels, 0, 1),
                out.strided(0, squares, size * size * row, size * row, size * channels, channels, 1));
    }

    /** Copies tokens {@code [N, count, C]} from a place in one sequence to a place in another. */
    default void copyTokens(Tensor source, long sourceFrom, Tensor target, long targetFrom, long count) {
        copy(source.tokens(sourceFrom, count), target.tokens(targetFrom, count));
    }

    /** Adds tokens {@code [N, count, C]} from a place in one sequence to those at a place in another. */
    default void addTokens(Tensor source, long sourceFrom, Tensor target, long targetFrom, long count) {
        Tensor into = target.tokens(targetFrom, count);
        combine(Kernels.Pair.ADD, into, source.tokens(sourceFrom, count), into);
    }

    /**
     * Pictures {@code [N, R, R, 3]} as sequences of square patches {@code [N, 1 + (R / p)², p * p * 3]}, as a vision
     * transformer reads them. The place before the patches, for a token that sees no pixels, becomes zero.
     *
     * @param size the side p of a patch
     */
    default void cutPatches(Tensor pictures, int size, Tensor sequences) {
        fill(sequences.tokens(0, 1), 0);
        copy(pixels(pictures, size), patches(sequences, pictures, size));
    }

    /** Puts patches back together: the gradient of {@link #cutPatches}. */
    default void joinPatches(Tensor sequences, int size, Tensor pictures) {
        copy(patches(sequences, pictures, size), pixels(pictures, size));
    }

    /** The pictures seen as {@code [N, row of patches, patch, row of pixels, pixels of the row]}. */
    private static Tensor pixels(Tensor pictures, int size) {
        long n = pictures.dimension(0);
        long side = pictures.dimension(1);
        long row = side * pictures.dimension(3);
        long patchRow = size * pictures.dimension(3);
        long[] shape = {n, side / size, side / size, size, patchRow};
        return pictures.strided(0, shape, side * row, size * row, patchRow, row, 1);
    }

    /** The sequences without their first place, seen the same way. */
    private static Tensor patches(Tensor sequences, Tensor pictures, int size) {
        long n = sequences.dimension(0);
        long grid = pictures.dimension(1) / size;
        long patch = sequences.dimension(2);
        long[] shape = {n, grid, grid, size, patch / size};
        return sequences.strided(patch, shape, sequences.dimension(1) * patch, grid * patch, patch, patch / size, 1);
    }
}
