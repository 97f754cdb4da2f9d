package io.github.congeal.cuda.engine;

import io.github.congeal.cuda.driver.Launch;
import io.github.congeal.internal.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Tiles of 128 pixels by 128 outputs, or of 64 by 64 if there would be few of those or they would be half empty. The sums are
 * the same in both cases.
 *
 * @param launch launches the kernels
 * @param numerics the number format
 */
record PortableTiles(Launch launch, Numerics numerics) implements TileMultiplier {
    private static final int THREADS = 256;
    private static final int LARGE = 128;
    private static final int SMALL = 64;
    /** With fewer large tiles, small ones are used; a constant, so that nothing depends on the GPU. */
    private static final long FEW = 128;
    /** The bytes of shared memory per row of a tile: four stages of two matrices. */
    private static final int ROW_BYTES = 4 * 2 * 64;

    @Override
    public void convolve(
            Halves x, Halves kernels, @Nullable Tensor bias, @Nullable Tensor added, Convolved shape, Tensor out) {
        if (launch.isDry()) {
            return;
        }
        int tile = shape.outputs() <= SMALL || tiles(shape, LARGE) < FEW ? SMALL : LARGE;
        launch.of("convolve_" + numerics.kernel() + "_" + tile).whole(x.high());
        if (numerics.halves() == 2) {
            launch.whole(x.low());
        }
        launch.whole(kernels.high());
        if (numerics.halves() == 2) {
            launch.whole(kernels.low());
        }
        launch.whole(GpuMemory.addressOrNone(bias))
                .whole(GpuMemory.addressOrNone(added))
                .whole(GpuMemory.address(out));
        shape.write(launch.structure());
        launch.grid(
                Math.toIntExact(across(shape.pixels(), tile)),
                (int) across(shape.outputs(), tile),
                shape.parities(),
                THREADS,
                tile * ROW_BYTES);
    }

    private static long tiles(Convolved shape, int tile) {
        return across(shape.pixels(), tile) * across(shape.outputs(), tile) * shape.parities();
    }

    private static long across(long length, int tile) {
        return (length + tile - 1) / tile;
    }
}
