package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Kernels.Pair;
import java.util.List;
import java.util.stream.Stream;

/**
 * Pictures {@code [N, H, W, C]} with rims copied from their opposite sides, so that a convolution with zero padding is
 * correct inside.
 *
 * @param kernels the operations of the run
 * @param down the number of rows of the rims at the top and bottom; 0 for none
 * @param across the number of columns of the rims at the left and right; 0 for none
 * @param tensor the pictures with their rims
 */
record WrappedPicture(Primitives kernels, long down, long across, Tensor tensor) implements AutoCloseable {
    /** Room for pictures of a shape, with rims as wide as a convolution's kernel reaches. */
    static WrappedPicture around(long[] shape, Convolution convolution, Wrap wrap, Primitives kernels) {
        long reach = up(convolution.kernel() / 2, convolution.scale());
        // A multiple of the stride, so that the windows lie on the same pixels as without rims.
        long rim = up(reach, convolution.stride()) * convolution.stride();
        return of(shape, wrap.down() ? rim : 0, wrap.across() ? rim : 0, kernels);
    }

    /** Room for the output of a convolution of these pictures, rims included. */
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

    /** Copies pictures into the middle, and their opposite sides into the rims. */
    void fill(Tensor pictures) {
        for (int n = 0; n < tensor.dimension(0); n++) {
            kernels.copy(whole().of(pictures, n), middle().of(tensor, n));
            for (Rim rim : rims()) {
                kernels.copy(rim.opposite.of(tensor, n), rim.part.of(tensor, n));
            }
        }
    }

    /** The gradient of {@link #fill}: adds the rims to the opposite sides, and copies the middle into {@code pictures}. */
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

    /** Copies pictures into the middle, and sets the rims to zero. */
    void fillMiddle(Tensor pictures) {
        kernels.fill(tensor, 0);
        for (int n = 0; n < tensor.dimension(0); n++) {
            kernels.copy(whole().of(pictures, n), middle().of(tensor, n));
        }
    }

    /** Copies the middle into {@code pictures}. */
    void read(Tensor pictures) {
        for (int n = 0; n < tensor.dimension(0); n++) {
            kernels.copy(middle().of(tensor, n), whole().of(pictures, n));
        }
    }

    /** The rims, first those above and below, then those at the sides, which include the corners. */
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

    /** A rim, and the rectangle of the same size that it repeats. */
    private record Rim(Rectangle part, Rectangle opposite) {}
}
