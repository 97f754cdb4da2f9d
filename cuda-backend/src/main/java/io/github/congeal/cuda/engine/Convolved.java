package io.github.congeal.cuda.engine;

import io.github.congeal.internal.tensor.Tensor;
import java.nio.ByteBuffer;

/**
 * The measures of a convolution, or of a matrix product as a convolution by one pixel over a picture of one row; the
 * kernels' structure of the same name.
 *
 * @param pictures how many there are
 * @param height of the input
 * @param width of the input
 * @param down how many outputs are computed downwards, for each parity
 * @param across how many from left to right
 * @param inputBytes of a pixel's channels in one half
 * @param outputs channels of the output
 * @param side of the kernels
 * @param step as {@link KernelArrangement} has it
 * @param pad likewise
 * @param spread likewise
 * @param factor what the sums are multiplied by
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

    /** A product of so many rows. */
    static Convolved product(long rows, int inputBytes, long outputs, double factor) {
        int width = Math.toIntExact(rows);
        return new Convolved(1, 1, width, 1, width, inputBytes, Math.toIntExact(outputs), 1, 1, 0, 1, (float) factor);
    }

    /** The same with another factor. */
    Convolved withFactor(float other) {
        return new Convolved(
                pictures, height, width, down, across, inputBytes, outputs, side, step, pad, spread, other);
    }

    /** How many outputs' pixels there are for each parity. */
    long pixels() {
        return (long) pictures * down * across;
    }

    /** How many parities there are. */
    int parities() {
        return spread * spread;
    }

    /** How many kernels there are for each pair of channels. */
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
