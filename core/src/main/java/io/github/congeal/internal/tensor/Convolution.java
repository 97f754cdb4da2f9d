package io.github.congeal.internal.tensor;

/**
 * The shape of a convolution (a cross-correlation, as in every deep-learning library) over pictures {@code [N, H, W,
 * C]}.
 *
 * @param kernel the side k of the kernels, odd
 * @param stride the stride in both directions
 * @param padding where zeros are put around the input
 * @param inputs the channels of the input, Cin
 * @param outputs the channels of the output, Cout
 * @param scale 1, or 2 to upsample the input by nearest neighbour to twice its size first
 * @param tileable whether a device may use Winograd's algorithm, which needs fewer products, has somewhat larger rounding
 *     errors, and pays off for large pictures
 */
public record Convolution(
        int kernel, int stride, Padding padding, int inputs, int outputs, int scale, boolean tileable) {
    /** A convolution of stride 1 with padding that keeps the size. */
    public static Convolution of(int inputs, int outputs, int kernel) {
        return new Convolution(kernel, 1, Padding.CENTRED, inputs, outputs, 1, false);
    }

    /** The same convolution with a stride and a padding. */
    public Convolution strided(int newStride, Padding newPadding) {
        return new Convolution(kernel, newStride, newPadding, inputs, outputs, scale, tileable);
    }

    /** The same convolution after upsampling the input to twice its size. */
    public Convolution enlarging() {
        return new Convolution(kernel, stride, padding, inputs, outputs, 2, tileable);
    }

    /** The same convolution, {@link #tileable}. */
    public Convolution tiled() {
        return new Convolution(kernel, stride, padding, inputs, outputs, scale, true);
    }

    /** Whether it is a matrix product of each pixel's channels, with kernel 1 and stride 1. */
    public boolean isPointwise() {
        return kernel == 1 && stride == 1;
    }

    /** The number of weights of a kernel per input channel, {@code kernel * kernel}. */
    public int area() {
        return kernel * kernel;
    }

    /** The shape of the output for an input {@code [N, H, W, Cin]}. */
    public long[] outputShape(Tensor x) {
        return new long[] {x.dimension(0), x.dimension(1) * scale / stride, x.dimension(2) * scale / stride, outputs};
    }

    /** The shape of the input for an output {@code [N, H, W, Cout]}. */
    public long[] inputShape(Tensor out) {
        return new long[] {
            out.dimension(0), out.dimension(1) * stride / scale, out.dimension(2) * stride / scale, inputs
        };
    }

    /** How many zeros precede the first pixel of the gradient when its pixels are spread by the stride. */
    public int offset() {
        // With the padding after the input instead of around it, windows begin half a kernel later.
        return padding == Padding.AFTER ? kernel / 2 : 0;
    }
}
