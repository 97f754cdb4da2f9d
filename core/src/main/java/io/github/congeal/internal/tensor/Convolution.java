package io.github.congeal.internal.tensor;

/**
 * The shape of a convolution (a cross-correlation, as in every deep-learning library) over pictures {@code [N, H, W,
 * C]}.
 *
 * @param kernel the side of its kernels, odd
 * @param stride in both directions
 * @param padding where zeros are put around the input
 * @param inputs the channels of the input
 * @param outputs the channels of the output
 * @param scale 1, or 2 to convolve the picture at twice its size, each pixel a square of four
 * @param tileable whether a device may compute it tile by tile, with fewer products and somewhat larger rounding errors
 *     (Winograd); that pays for large pictures
 */
public record Convolution(
        int kernel, int stride, Padding padding, int inputs, int outputs, int scale, boolean tileable) {
    /** A convolution of stride 1 that keeps the size. */
    public static Convolution of(int inputs, int outputs, int kernel) {
        return new Convolution(kernel, 1, Padding.CENTRED, inputs, outputs, 1, false);
    }

    /** The same, with a stride. */
    public Convolution strided(int newStride, Padding newPadding) {
        return new Convolution(kernel, newStride, newPadding, inputs, outputs, scale, tileable);
    }

    /** The same, of the picture at twice its size. */
    public Convolution enlarging() {
        return new Convolution(kernel, stride, padding, inputs, outputs, 2, tileable);
    }

    /** The same, if a device likes tile by tile. */
    public Convolution tiled() {
        return new Convolution(kernel, stride, padding, inputs, outputs, scale, true);
    }

    /** Whether it is a matrix product for each pixel. */
    public boolean isPointwise() {
        return kernel == 1 && stride == 1;
    }

    /** The places of a kernel. */
    public int area() {
        return kernel * kernel;
    }

    /** The shape of the output for an input. */
    public long[] outputShape(Tensor x) {
        return new long[] {x.dimension(0), x.dimension(1) * scale / stride, x.dimension(2) * scale / stride, outputs};
    }

    /** The shape of the input for an output. */
    public long[] inputShape(Tensor out) {
        return new long[] {
            out.dimension(0), out.dimension(1) * stride / scale, out.dimension(2) * stride / scale, inputs
        };
    }

    /** How many zeros precede the gradient's first pixel where its pixels are spread by the stride. */
    public int offset() {
        // Zeros after instead of around the input move the window by half a kernel.
        return padding == Padding.AFTER ? kernel / 2 : 0;
    }
}
