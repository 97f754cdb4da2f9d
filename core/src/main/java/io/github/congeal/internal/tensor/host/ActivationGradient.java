package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.HostArrays;
import io.github.congeal.internal.tensor.Tensor;
import java.util.Arrays;

/**
 * The gradient of an {@link Activation}, applied to the output of the convolution's backward pass, with the sums that the
 * gradient of the normalisation needs. As in {@link FusedNormalization#activationBackward}, it is left multiplied by 2.
 */
final class ActivationGradient implements Finishing {
    private static final int INPUT = 0;
    private static final int HALF = 1;
    private static final int TANH = 2;
    private static final int SUM = 3;
    private static final int PRODUCTS = 4;

    private final Tensor x;
    private final int channels;
    private final int pixels;
    private final int strips;
    private final HostArrays arrays;
    /** Repeated for the pixels of a row while the pass is open. */
    private Activation activation;
    /** The sums of each strip, {@code [strips, 2, C]}. */
    private double[] parts = {};

    /**
     * The gradient for one picture.
     *
     * @param x what was activated, {@code [1, H, W, C]}
     * @param pixels the most pixels of a row of a strip
     * @param strips the number of strips
     * @param arrays the run's arrays
     */
    ActivationGradient(Tensor x, Activation activation, int pixels, int strips, HostArrays arrays) {
        this.x = x;
        this.channels = (int) x.dimension(3);
        this.activation = activation;
        this.pixels = pixels;
        this.strips = strips;
        this.arrays = arrays;
    }

    @Override
    public void open() {
        activation = activation.repeated(pixels, arrays);
        parts = arrays.takeDoubles(strips * 2 * channels);
    }

    @Override
    public void begin(float[][] scratch) {
        Arrays.fill(scratch[SUM], 0, pixels * channels, 0);
        Arrays.fill(scratch[PRODUCTS], 0, pixels * channels, 0);
    }

    @Override
    public void apply(long at, float[] row, int count, float[][] scratch) {
        x.read(at, scratch[INPUT], 0, count);
        FusedNormalization.affine(scratch[INPUT], activation.factor(), activation.term(), scratch[HALF], count);
        HyperbolicTangent.of(scratch[HALF], scratch[TANH], count);
        FusedNormalization.multiplyBySlope(scratch[HALF], scratch[TANH], row, count);
        FusedNormalization.add(row, scratch[SUM], count);
        FusedNormalization.addProduct(scratch[INPUT], row, scratch[PRODUCTS], count);
    }

    @Override
    public void end(int strip, float[][] scratch) {
        int count = pixels * channels;
        ChannelSums.ofPixels(scratch[SUM], count, channels, parts, 2 * strip * channels);
        ChannelSums.ofPixels(scratch[PRODUCTS], count, channels, parts, (2 * strip + 1) * channels);
    }

    /**
     * Adds up the strips, and gives the run's arrays back.
     *
     * @param sums filled with the sums per channel of the gradient and of its products with x, {@code [2, C]}
     */
    void close(double[][] sums) {
        ChannelSums.ofParts(parts, sums);
        activation.giveBack(arrays);
        arrays.giveBack(parts);
    }
}
