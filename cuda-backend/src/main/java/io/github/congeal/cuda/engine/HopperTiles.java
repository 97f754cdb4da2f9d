package io.github.congeal.cuda.engine;

import io.github.congeal.cuda.driver.Launch;
import io.github.congeal.cuda.driver.TensorMap;
import io.github.congeal.internal.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tiles of 256 pixels by 128 outputs, brought by the copy engine of compute capability 9.0. */
final class HopperTiles implements TileMultiplier {
    private static final int THREADS = 384;
    private static final int PIXELS = 256;
    private static final int OUTPUTS = 128;
    private static final int CHANNELS = 64;
    private static final int PICTURE_TILE = 16;
    private static final int SHARED_BYTES = 4 * (PIXELS + OUTPUTS) * 2 * CHANNELS + 1024;

    private final Launch launch;
    private final Numerics numerics;
    /** A run asks for the same ones in each step. */
    private final Map<View, TensorMap> maps = new HashMap<>();

    private record View(
            long address, int channels, int width, int height, int depth, int boxWidth, int boxHeight, int step) {}

    HopperTiles(Launch launch, Numerics numerics) {
        this.launch = launch;
        this.numerics = numerics;
    }

    @Override
    public void convolve(Halves x, Halves kernels, @Nullable Tensor bias, Convolved shape, Tensor out) {
        launch.of("hopper_" + numerics.kernel()).map(picture(x.high(), shape));
        if (numerics.halves() == 2) {
            launch.map(picture(x.low(), shape));
        }
        launch.map(kernels(kernels.high(), shape));
        if (numerics.halves() == 2) {
            launch.map(kernels(kernels.low(), shape));
        }
        launch.whole(bias == null ? 0 : GpuMemory.address(bias)).whole(GpuMemory.address(out));
        shape.write(launch.structure());
        int across = tiles(shape.across(), tileWidth(shape));
        int down = tiles(shape.down(), PIXELS / tileWidth(shape));
        int outputs = tiles(shape.outputs(), OUTPUTS);
        int all = across * down * outputs * shape.pictures() * shape.parities();
        launch.structure()
                .putInt(tileWidth(shape))
                .putInt(across)
                .putInt(down)
                .putInt(outputs)
                .putInt(all);
        launch.grid(Math.min(launch.context().multiprocessors(), all), 1, 1, THREADS, SHARED_BYTES);
    }

    private static int tileWidth(Convolved shape) {
        return shape.height() == 1 ? PIXELS : PICTURE_TILE;
    }

    private static int tiles(int length, int tile) {
        return (length + tile - 1) / tile;
    }

    private TensorMap picture(long address, Convolved shape) {
        int width = tileWidth(shape);
        return map(new View(
                address,
                shape.inputBytes() / 2,
                shape.width(),
                shape.height(),
                shape.pictures(),
                width * shape.step(),
                PIXELS / width * shape.step(),
                shape.step()));
    }

    private TensorMap kernels(long address, Convolved shape) {
        return map(new View(address, shape.inputBytes() / 2, shape.outputs(), shape.taps(), 0, OUTPUTS, 1, 1));
    }

    /** A map of four dimensions for pictures and of three for kernels. */
    private TensorMap map(View view) {
        return maps.computeIfAbsent(
                view,
                v -> v.depth == 0
                        ? new TensorMap(
                                launch.context(),
                                v.address,
                                new long[] {v.channels, v.width, v.height},
                                new int[] {CHANNELS, v.boxWidth, v.boxHeight},
                                new int[] {1, 1, 1})
                        : new TensorMap(
                                launch.context(),
                                v.address,
                                new long[] {v.channels, v.width, v.height, v.depth},
                                new int[] {CHANNELS, v.boxWidth, v.boxHeight, 1},
                                new int[] {1, v.step, v.step, 1}));
    }
}
