package io.github.congeal.internal.tensor;

/** Kernels that move pixels and tokens. */
public interface Movements extends Activations {
    /**
     * Puts pixels {@code stride} apart, with zeros between them and {@code offset} rows and columns of zeros before them: the
     * gradient of taking every {@code stride}-th pixel.
     */
    default void spread(Tensor x, int stride, int offset, Tensor out) {
        long width = out.dimension(2) * out.dimension(3);
        long[] strides = {out.dimension(1) * width, stride * width, stride * out.dimension(3), 1};
        fill(out, 0);
        copy(x, out.strided(offset * (width + out.dimension(3)), x.shape(), strides));
    }

    /** Zero padding on all sides: {@code [N, H, W, C]} to {@code [N, H + 2 margin, W + 2 margin, C]}. */
    default void surround(Tensor x, int margin, Tensor out) {
        long channels = out.dimension(3);
        long row = out.dimension(2) * channels;
        long[] strides = {out.dimension(1) * row, row, channels, 1};
        fill(out, 0);
        copy(x, out.strided(margin * (row + channels), x.shape(), strides));
    }

    /**
     * Shifts pictures {@code [N, H, W, C]} cyclically, as torch's {@code roll}.
     *
     * @param down the shift downwards in pixels, from 0 to below H
     * @param across the shift to the right in pixels, from 0 to below W
     * @param out shaped as x, but not x
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

    /** Nearest-neighbour upsampling to twice the size: {@code [N, H, W, C]} to {@code [N, 2H, 2W, C]}. */
    default void upsample(Tensor x, Tensor out) {
        enlarge(x, 2, out);
    }

    /** The gradient of {@link #upsample}: {@code [N, 2H, 2W, C]} to {@code [N, H, W, C]}. */
    default void upsampleBackward(Tensor gradient, Tensor out) {
        averagePool(gradient, 2, out);
        scale(out, 4);
    }

    /** The gradient of {@link #averagePool}: {@code [N, H, W, C]} to {@code [N, size * H, size * W, C]}. */
    default void averagePoolBackward(Tensor gradient, int size, Tensor out) {
        enlarge(gradient, size, out);
        scale(out, 1.0 / (size * size));
    }

    /** Nearest-neighbour upsampling by {@code size}: a copy from a strided view that repeats each pixel. */
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

    /** Copies {@code count} tokens of each sequence {@code [N, T, C]} to another position in other sequences. */
    default void copyTokens(Tensor source, long sourceFrom, Tensor target, long targetFrom, long count) {
        copy(source.tokens(sourceFrom, count), target.tokens(targetFrom, count));
    }

    /** Adds {@code count} tokens of each sequence {@code [N, T, C]} to those at another position in other sequences. */
    default void addTokens(Tensor source, long sourceFrom, Tensor target, long targetFrom, long count) {
        Tensor into = target.tokens(targetFrom, count);
        combine(Kernels.Pair.ADD, into, source.tokens(sourceFrom, count), into);
    }

    /**
     * Pictures {@code [N, R, R, 3]} as sequences of square patches {@code [N, 1 + (R / p)², p * p * 3]}, the input of a
     * vision transformer (Dosovitskiy et al. 2021). The first position, for the class token, becomes zero.
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

    /** The sequences without their first position, in the same view. */
    private static Tensor patches(Tensor sequences, Tensor pictures, int size) {
        long n = sequences.dimension(0);
        long grid = pictures.dimension(1) / size;
        long patch = sequences.dimension(2);
        long[] shape = {n, grid, grid, size, patch / size};
        return sequences.strided(patch, shape, sequences.dimension(1) * patch, grid * patch, patch, patch / size, 1);
    }
}
