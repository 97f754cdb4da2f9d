package io.github.congeal.cuda.engine;

import io.github.congeal.cuda.driver.Launch;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Movements;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Convolutions and matrix products. */
final class Products {
    private static final int THREADS = 256;
    private static final int TILE = 64;
    /** The bytes of shared memory: both halves of two matrices. */
    private static final int SHARED_BYTES = 4 * TILE * 64;

    private final Movements kernels;
    private final Buffers buffers;
    private final Launch launch;
    private final Splitting splitting;
    private final TileMultiplier tiles;
    private final Numerics numerics;
    private long multiplyAdds;

    Products(Movements kernels, Launch launch, KernelSet set, Numerics numerics) {
        this.kernels = kernels;
        this.buffers = kernels.buffers();
        this.launch = launch;
        this.splitting = new Splitting(launch);
        this.tiles = set == KernelSet.HOPPER
                ? new HopperTiles(buffers, launch, numerics)
                : new PortableTiles(launch, numerics);
        this.numerics = numerics;
    }

    long multiplyAdds() {
        return multiplyAdds;
    }

    // ------------------------------------------------------------ convolutions

    void convolve(Tensor x, GpuFilter filter, Tensor out) {
        Convolution shape = filter.convolution();
        multiplyAdds += out.length() * shape.area() * shape.inputs();
        if (!KernelArrangement.enlargesFirst(shape)) {
            convolve(x, filter.forward(), filter.bias(), out);
            return;
        }
        try (Tensor enlarged =
                buffers.take(x.precision(), x.dimension(0), 2 * x.dimension(1), 2 * x.dimension(2), x.dimension(3))) {
            kernels.upsample(x, enlarged);
            convolve(enlarged, filter.forward(), filter.bias(), out);
        }
    }

    void convolveBackward(Tensor gradient, GpuFilter filter, Tensor out) {
        Convolution shape = filter.convolution();
        multiplyAdds += gradient.length() * shape.area() * shape.inputs();
        if (KernelArrangement.enlargesFirst(shape)) {
            try (Tensor enlarged = buffers.take(
                    out.precision(), out.dimension(0), 2 * out.dimension(1), 2 * out.dimension(2), out.dimension(3))) {
                spreadBackward(gradient, filter, enlarged);
                kernels.upsampleBackward(enlarged, out);
            }
            return;
        }
        spreadBackward(gradient, filter, out);
    }

    /** The backward pass of a convolution with a stride: the gradient's pixels are spread apart first. */
    private void spreadBackward(Tensor gradient, GpuFilter filter, Tensor out) {
        Convolution shape = filter.convolution();
        if (shape.stride() == 1) {
            convolve(gradient, filter.backward(), null, out);
            return;
        }
        try (Tensor spread =
                buffers.take(out.precision(), out.dimension(0), out.dimension(1), out.dimension(2), shape.outputs())) {
            kernels.spread(gradient, shape.stride(), shape.offset(), spread);
            convolve(spread, filter.backward(), null, out);
        }
    }

    private void convolve(Tensor x, GpuFilter.Direction direction, @Nullable Tensor bias, Tensor out) {
        if (x.precision() != Precision.FLOAT) {
            convolveDouble(x, direction, bias, out);
            return;
        }
        try (Tensor scratch = takeHalves(x)) {
            Halves halves = halves(x, scratch);
            splitting.split(x, halves);
            convolve(halves, x, direction, bias, null, out);
        }
    }

    /** Room for the halves of a tensor's rows. */
    Tensor takeHalves(Tensor x) {
        return buffers.take(x.length() / x.dimension(-1) * Halves.padded(x.dimension(-1)));
    }

    /** Splits a tensor's rows into halves, in the given room. */
    Halves halves(Tensor x, Tensor room) {
        return new Halves(room, x.length() / x.dimension(-1), Halves.padded(x.dimension(-1)));
    }

    /**
     * Convolves pictures that are split into halves.
     *
     * @param x a tensor with the shape of the pictures
     * @param added a tensor to add to the output, or null
     */
    void convolve(Halves halves, Tensor x, GpuFilter filter, @Nullable Tensor added, Tensor out) {
        multiplyAdds += out.length()
                * filter.convolution().area()
                * filter.convolution().inputs();
        convolve(halves, x, filter.forward(), filter.bias(), added, out);
    }

    private void convolve(
            Halves halves,
            Tensor x,
            GpuFilter.Direction direction,
            @Nullable Tensor bias,
            @Nullable Tensor added,
            Tensor out) {
        Convolved shape = Convolved.of(direction.arrangement(), x, halves.rowBytes());
        tiles.convolve(halves, direction.kernels(), bias, added, shape, out);
    }

    private void convolveDouble(Tensor x, GpuFilter.Direction direction, @Nullable Tensor bias, Tensor out) {
        if (launch.isDry()) {
            return;
        }
        launch.of("convolve_double")
                .whole(GpuMemory.address(x))
                .whole(GpuMemory.address(direction.kernels().numbers()))
                .whole(bias == null ? 0 : GpuMemory.address(bias))
                .whole(GpuMemory.address(out));
        Convolved.of(direction.arrangement(), x, 0).write(launch.structure());
        launch.integer(direction.arrangement().inputs()).each(out.length());
    }

    // ---------------------------------------------------------------- products

    void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, double factor, Tensor out) {
        multiplyAdds += out.length() * a.dimension(transposeA ? -2 : -1);
        if (out.length() == 1 && out.precision() == Precision.FLOAT && a.isDense() && b.isDense()) {
            new Sums(buffers, launch).ofProducts(a, b, factor, out);
        } else if (!transposeA && areMatrices(a, b, out)) {
            multiplyMatrices(a, b, transposeB, factor, null, out);
        } else if (!launch.isDry()) {
            multiplyAny(a, transposeA, b, transposeB, factor, out);
        }
    }

    /** Whether it is a single product of dense matrices, which are split into halves first. */
    static boolean areMatrices(Tensor a, Tensor b, Tensor out) {
        return a.precision() == Precision.FLOAT && b.rank() == 2 && a.isDense() && b.isDense() && out.isDense();
    }

    /** The product of dense matrices, plus a bias if there is one. */
    void multiplyMatrices(Tensor a, Tensor b, boolean transposed, @Nullable Tensor bias, Tensor out) {
        multiplyAdds += out.length() * a.dimension(-1);
        multiplyMatrices(a, b, transposed, 1, bias, out);
    }

    /** Weights are split at each call: halves in both orders would take twice the memory of the weights. */
    private void multiplyMatrices(
            Tensor a, Tensor b, boolean transposed, double factor, @Nullable Tensor bias, Tensor out) {
        long outputs = out.dimension(-1);
        int padded = Halves.padded(a.dimension(-1));
        try (Tensor ofRows = takeHalves(a);
                Tensor ofColumns = buffers.take(outputs * padded)) {
            Halves rows = halves(a, ofRows);
            Halves columns = new Halves(ofColumns, outputs, padded);
            splitting.split(a, rows);
            if (transposed) {
                splitting.split(b, columns);
            } else {
                splitting.splitTransposed(b, columns);
            }
            Convolved shape = Convolved.product(rows.rows(), rows.rowBytes(), outputs, factor);
            tiles.convolve(rows, columns, bias, null, shape, out);
        }
    }

    private void multiplyAny(Tensor a, boolean transposeA, Tensor b, boolean transposeB, double factor, Tensor out) {
        boolean isFloat = out.precision() == Precision.FLOAT;
        launch.of(isFloat ? "multiply_" + numerics.kernel() : "multiply_double")
                .whole(GpuMemory.address(a))
                .whole(GpuMemory.address(b))
                .whole(GpuMemory.address(out));
        int rows = Math.toIntExact(out.dimension(-2));
        int columns = Math.toIntExact(out.dimension(-1));
        int depth = Math.toIntExact(a.dimension(transposeA ? -2 : -1));
        int inner = out.rank() > 2 ? Math.toIntExact(out.dimension(-3)) : 1;
        ByteBuffer structure = launch.structure();
        structure.putInt(rows).putInt(columns).putInt(depth).putInt(inner);
        steps(structure, a, transposeA);
        steps(structure, b, transposeB);
        steps(structure, out, false);
        structure.putDouble(factor);
        int matrices = Math.toIntExact(out.matrices());
        if (isFloat) {
            launch.grid((rows + TILE - 1) / TILE, (columns + TILE - 1) / TILE, matrices, THREADS, SHARED_BYTES);
        } else {
            launch.whole(out.length()).each(out.length());
        }
    }

    /** Writes the strides of the last two dimensions, swapped if transposed, and of those before. */
    private static void steps(ByteBuffer structure, Tensor x, boolean transposed) {
        if (x.rank() > 4) {
            throw new IllegalArgumentException("%s has too many dimensions for a product on this device".formatted(x));
        }
        long[] steps = x.strides();
        int last = steps.length - 1;
        structure.putLong(steps[transposed ? last : last - 1]).putLong(steps[transposed ? last - 1 : last]);
        structure.putLong(last > 2 ? steps[last - 3] : 0).putLong(last > 1 ? steps[last - 2] : 0);
    }
}
