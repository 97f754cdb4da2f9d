package io.github.congeal.cuda.engine;

import io.github.congeal.internal.tensor.Tensor;
import java.nio.ByteBuffer;

/**
 * The dimensions of a convolution, or of a matrix product as a 1x1 convolution over a picture of one row; the kernels'
 * structure of the same name.
 *
 * @param pictures the number N of pictures
 * @param height the height of the input
 * @param width the width of the input
 * @param down the rows of the output, for each parity
 * @param across the columns of the output, for each parity
 * @param inputBytes the bytes of a pixel's channels in one half
 * @param outputs the channels of the output
 * @param side the side of the kernels
 * @param step as in {@link KernelArrangement}
 * @param pad as in {@link KernelArrangement}
 * @param spread as in {@link KernelArrangement}
 * @param factor the factor of the sums
 */
record Convolved(
        int pictures,
        int height,
        int width,
        int down,
        int across,
        int inputBytes,
        int outputs,
        int side,
        int step,
        int pad,
        int spread,
        float factor) {
    /** A convolution of pictures. */
    static Convolved of(KernelArrangement arrangement, Tensor x, int inputBytes) {
        int height = Math.toIntExact(x.dimension(1));
        int width = Math.toIntExact(x.dimension(2));
        return new Convolved(
                Math.toIntExact(x.dimension(0)),
                height,
                width,
                height / arrangement.step(),
                width / arrangement.step(),
                inputBytes,
                arrangement.outputs(),
                arrangement.side(),
                arrangement.step(),
                arrangement.pad(),
                arrangement.spread(),
                1);
    }

    /** A matrix product with {@code rows} rows. */
    static Convolved product(long rows, int inputBytes, long outputs, double factor) {
        int width = Math.toIntExact(rows);
        return new Convolved(1, 1, width, 1, width, inputBytes, Math.toIntExact(outputs), 1, 1, 0, 1, (float) factor);
    }

    /** The same dimensions with another factor. */
    Convolved withFactor(float other) {
        return new Convolved(
                pictures, height, width, down, across, inputBytes, outputs, side, step, pad, spread, other);
    }

    /** The pixels of all outputs, for each parity. */
    long pixels() {
        return (long) pictures * down * across;
    }

    /** The number of parities, 1 or 4. */
    int parities() {
        return spread * spread;
    }

    /** The weights for each pair of channels, {@code side * side}. */
    int taps() {
        return parities() * side * side;
    }

    void write(ByteBuffer target) {
        for (int each :
                new int[] {pictures, height, width, down, across, inputBytes, outputs, side, step, pad, spread}) {
            target.putInt(each);
        }
        target.putFloat(factor);
    }
}
