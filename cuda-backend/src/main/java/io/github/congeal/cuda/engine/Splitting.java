package io.github.congeal.cuda.engine;

import io.github.congeal.cuda.driver.Launch;
import io.github.congeal.internal.tensor.Tensor;

/**
 * Splits float32 into sums of two bf16: see {@link Halves}.
 *
 * @param launch launches the kernels
 */
record Splitting(Launch launch) {
    private static final int HALF_BITS = 16;
    /** The depth of the matrix that one block of the kernel transposes. */
    private static final int TURNED_DEPTH = 64;

    private static final int TURNED_COLUMNS = 32;
    private static final int TURNED_THREADS = 256;

    /** Splits the rows of a matrix, or of pictures. */
    void split(Tensor x, Halves halves) {
        if (launch.isDry()) {
            return;
        }
        launch.of("split")
                .whole(GpuMemory.address(x))
                .whole(halves.high())
                .whole(halves.low())
                .integer(Math.toIntExact(x.dimension(-1)))
                .integer(halves.padded())
                .whole(halves.pairs())
                .each(halves.pairs());
    }

    /** Splits a matrix and transposes it. */
    void splitTransposed(Tensor x, Halves halves) {
        if (launch.isDry()) {
            return;
        }
        launch.of("split_transposed")
                .whole(GpuMemory.address(x))
                .whole(halves.high())
                .whole(halves.low())
                .integer(Math.toIntExact(x.dimension(0)))
                .integer(Math.toIntExact(x.dimension(1)))
                .integer(halves.padded())
                .grid(
                        parts(x.dimension(1), TURNED_COLUMNS),
                        parts(halves.padded(), TURNED_DEPTH),
                        1,
                        TURNED_THREADS,
                        0);
    }

    private static int parts(long length, int part) {
        return Math.toIntExact((length + part - 1) / part);
    }

    /**
     * Adds halves up to float32.
     *
     * @param all the memory of the halves, two in each element
     * @param width the length of a row without padding
     */
    static float[] join(float[] all, Halves halves, int width) {
        float[] joined = new float[Math.toIntExact(halves.rows() * width)];
        for (int i = 0; i < joined.length; i++) {
            int at = i / width * halves.padded() + i % width;
            joined[i] = half(all, at) + half(all, at + all.length);
        }
        return joined;
    }

    private static float half(float[] all, int at) {
        int both = Float.floatToRawIntBits(all[at / 2]);
        return Float.intBitsToFloat((at % 2 == 0 ? both : both >>> HALF_BITS) << HALF_BITS);
    }
}
