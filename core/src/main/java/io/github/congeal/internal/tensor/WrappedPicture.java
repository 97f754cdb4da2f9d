package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Kernels.Pair;
import java.util.List;
import java.util.stream.Stream;

/**
 * Pictures {@code [N, H, W, C]} with rims copied from their opposite sides, so that a convolution with zero padding is
 * correct inside.
 *
 * @param kernels of the run
 * @param down how many rows a rim at the top or bottom has; none where it does not go on there
 * @param across how many columns a rim at the left or right has
 * @param tensor the pictures with their rims
 */
record WrappedPicture(Primitives kernels, long down, long across, Tensor tensor) implements AutoCloseable {
    /** Room for pictures of a shape, with rims as wide as a convolution's kernels reach. */
    static WrappedPicture around(long[] shape, Convolution convolution, Wrap wrap, Primitives kernels) {
        long reach = up(convolution.kernel() / 2, convolution.scale());
        // In whole strides, so that the kernels come to stand on the same pixels as before.
        long rim = up(reach, convolution.stride()) * convolution.stride();
        return of(shape, wrap.down() ? rim : 0, wrap.across() ? rim : 0, kernels);
    }

    /** Room for what a convolution makes of these pictures, rims included. */
    WrappedPicture convolved(Convolution convolution, long[] shape) {
        long scale = convolution.scale();
        long stride = convolution.stride();
        return of(shape, down * scale / stride, across * scale / stride, kernels);
    }

    private static WrappedPicture of(long[] shape, long down, long across, Primitives kernels) {
        Tensor room = kernels.buffers().take(shape[0], shape[1] + 2 * down, shape[2] + 2 * across, shape[3]);
        return new WrappedPicture(kernels, down, across, room);
    }

    private static long up(long number, long by) {
        return (number + by - 1) / by;
    }

    /** Puts pictures into the middle, and what lies at their opposite sides into the rims. */
    void fill(Tensor pictures) {
        for (int n = 0; n < tensor.dimension(0); n++) {
            kernels.copy(whole().of(pictures, n), middle().of(tensor, n));
            for (Rim rim : rims()) {
                kernels.copy(rim.opposite.of(tensor, n), rim.part.of(tensor, n));
            }
        }
    }

    /** Adds what lies in the rims to the opposite sides, the gradient of {@link #fill}, and copies the middle. */
    void readSums(Tensor pictures) {
        List<Rim> rims = rims();
        for (int n = 0; n < tensor.dimension(0); n++) {
            for (int i = rims.size() - 1; i >= 0; i--) {
                Tensor sum = rims.get(i).opposite.of(tensor, n);
                kernels.combine(Pair.ADD, sum, rims.get(i).part.of(tensor, n), sum);
            }
        }
        read(pictures);
    }

    /** Puts pictures into the middle, and zeros into the rims. */
    void fillMiddle(Tensor pictures) {
        kernels.fill(tensor, 0);
        for (int n = 0; n < tensor.dimension(0); n++) {
            kernels.copy(whole().of(pictures, n), middle().of(tensor, n));
        }
    }

    /** Copies the middle. */
    void read(Tensor pictures) {
        for (int n = 0; n < tensor.dimension(0); n++) {
            kernels.copy(middle().of(tensor, n), whole().of(pictures, n));
        }
    }

    /** Above and below first; then those at the sides, which take the corners with them. */
    private List<Rim> rims() {
        long height = whole().rows();
        long width = whole().columns();
        long all = tensor.dimension(1);
        return Stream.of(
                        rim(new Rectangle(0, across, down, width), height, 0),
                        rim(new Rectangle(down + height, across, down, width), -height, 0),
                        rim(new Rectangle(0, 0, all, across), 0, width),
                        rim(new Rectangle(0, across + width, all, across), 0, -width))
                .filter(rim -> !rim.part.isEmpty())
                .toList();
    }

    private static Rim rim(Rectangle part, long y, long x) {
        return new Rim(part, part.moved(y, x));
    }

    private Rectangle whole() {
        return new Rectangle(0, 0, tensor.dimension(1) - 2 * down, tensor.dimension(2) - 2 * across);
    }

    private Rectangle middle() {
        return whole().moved(down, across);
    }

    @Override
    public void close() {
        tensor.close();
    }

    /** A rim, and the part of the same size that it repeats. */
    private record Rim(Rectangle part, Rectangle opposite) {}
}
