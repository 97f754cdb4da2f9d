package io.github.congeal.cuda.engine;

import io.github.congeal.cuda.driver.Launch;
import io.github.congeal.cuda.driver.TensorMap;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tiles of 256 pixels by 128 outputs, loaded by the Tensor Memory Accelerator of compute capability 9.0. */
final class HopperTiles implements TileMultiplier {
    private static final int THREADS = 384;
    private static final int PIXELS = 256;
    private static final int OUTPUTS = 128;
    private static final int CHANNELS = 64;
    private static final int PICTURE_TILE = 16;
    private static final int SHARED_BYTES = 4 * (PIXELS + OUTPUTS) * 2 * CHANNELS + 1024;

    /** About as many tiles as an H100 has multiprocessors; fixed, so that no sum depends on the GPU. */
    private static final int ENOUGH = 128;

    private static final int MOST_PARTS = 8;
    /** The least steps of a part; fewer would not be worth filling the pipeline. */
    private static final int STEPS_OF_PART = 6;

    private final Buffers buffers;
    private final Launch launch;
    private final Numerics numerics;
    /** Cached, because a run needs the same maps at each step. */
    private final Map<View, TensorMap> maps = new HashMap<>();

    private record View(
            long address, int channels, int width, int height, int depth, int boxWidth, int boxHeight, int step) {}

    HopperTiles(Buffers buffers, Launch launch, Numerics numerics) {
        this.buffers = buffers;
        this.launch = launch;
        this.numerics = numerics;
    }

    @Override
    public void convolve(
            Halves x, Halves kernels, @Nullable Tensor bias, @Nullable Tensor added, Convolved shape, Tensor out) {
        int parts = parts(shape);
        if (parts == 1) {
            launch(x, kernels, bias, added, shape, 1, out);
            return;
        }
        try (Tensor partials = buffers.take(parts, out.length())) {
            launch(x, kernels, null, null, shape.withFactor(1), parts, partials);
            if (!launch.isDry()) {
                launch.of("add_parts")
                        .whole(GpuMemory.address(partials))
                        .integer(parts)
                        .whole(GpuMemory.addressOrNone(bias))
                        .whole(GpuMemory.addressOrNone(added))
                        .real(shape.factor())
                        .whole(GpuMemory.address(out))
                        .integer(shape.outputs())
                        .whole(out.length())
                        .each(out.length());
            }
        }
    }

    /** The number of parts that the depth is divided into, so that the whole GPU is busy. */
    private static int parts(Convolved shape) {
        int slabs = (shape.inputBytes() + 2 * CHANNELS - 1) / (2 * CHANNELS);
        int most = Math.min(MOST_PARTS, slabs * shape.side() * shape.side() / STEPS_OF_PART);
        return Math.max(1, Math.min(most, ENOUGH / tiles(shape)));
    }

    private static int tiles(Convolved shape) {
        return across(shape) * down(shape) * outputs(shape) * shape.pictures() * shape.parities();
    }

    private static int across(Convolved shape) {
        return tiles(shape.across(), tileWidth(shape));
    }

    private static int down(Convolved shape) {
        return tiles(shape.down(), PIXELS / tileWidth(shape));
    }

    private static int outputs(Convolved shape) {
        return tiles(shape.outputs(), OUTPUTS);
    }

    private void launch(
            Halves x,
            Halves kernels,
            @Nullable Tensor bias,
            @Nullable Tensor added,
            Convolved shape,
            int parts,
            Tensor out) {
        if (launch.isDry()) {
            return;
        }
        launch.of("hopper_" + numerics.kernel()).map(picture(x.high(), shape));
        if (numerics.halves() == 2) {
            launch.map(picture(x.low(), shape));
        }
        launch.map(kernels(kernels.high(), shape));
        if (numerics.halves() == 2) {
            launch.map(kernels(kernels.low(), shape));
        }
        launch.whole(GpuMemory.addressOrNone(bias))
                .whole(GpuMemory.addressOrNone(added))
                .whole(GpuMemory.address(out));
        shape.write(launch.structure());
        int all = tiles(shape) * parts;
        launch.structure()
                .putInt(tileWidth(shape))
                .putInt(across(shape))
                .putInt(down(shape))
                .putInt(outputs(shape))
                .putInt(all)
                .putInt(parts);
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
