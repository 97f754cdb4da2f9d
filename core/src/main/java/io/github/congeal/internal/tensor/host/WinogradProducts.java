package io.github.congeal.internal.tensor.host;

import static io.github.congeal.internal.tensor.host.WinogradConvolution.PRODUCTS;

import io.github.congeal.internal.tensor.Tensor;

/**
 * The matrix products of a Winograd convolution, one for each pair of points: transformed inputs {@code [tiles, Cin]} times
 * kernels {@code [Cin, Cout]}. Each worker has its own, which multiply within the worker's memory.
 *
 * <p>The results begin where the memory begins, and overwrite inputs that have been multiplied. So half as much memory
 * passes through the processor's caches as with two arrays.
 */
interface WinogradProducts {
    /**
     * Where the transformed inputs begin in a worker's memory: late enough that no result overwrites inputs that are still
     * to be multiplied.
     *
     * @param kernels the layout of the kernels at one pair of points
     */
    static int start(int tiles, Panels kernels) {
        int overlap = Math.min(kernels.rows(), kernels.columns());
        int growth = Math.max(0, kernels.columns() - kernels.rows());
        return tiles * (overlap + PRODUCTS * growth);
    }

    /**
     * Multiplies at each pair of points: {@code [36, tiles, Cin]} from {@link #start} on to {@code [36, tiles, Cout]} from 0
     * on.
     *
     * @param kernels 36 matrices {@code [Cin, Cout]}
     * @param panels how each of them is laid out, by {@link Library#panels}
     */
    void multiply(int tiles, Tensor kernels, Panels panels);

    /** The libraries that can compute them. */
    enum Library {
        /** For processors with AVX-512. */
        OPENBLAS(64, 1 << 13, 32) {
            @Override
            WinogradProducts of(Tensor memory, NativeContexts contexts) {
                return new OpenBlasProducts(memory);
            }
        },
        /** Each call takes some microseconds, so strips are larger, and kernels are not divided into panels. */
        ND4J(Integer.MAX_VALUE, 1 << 15, 96) {
            @Override
            WinogradProducts of(Tensor memory, NativeContexts contexts) {
                return new Nd4jProducts(memory, contexts);
            }
        };

        private final int panel;
        private final int most;
        private final int fewestChannels;

        Library(int panel, int most, int fewestChannels) {
            this.panel = panel;
            this.most = most;
            this.fewestChannels = fewestChannels;
        }

        /** The faster one on this machine. */
        static Library best() {
            return OpenBlas.hasSmallKernels() ? OPENBLAS : ND4J;
        }

        /** With fewer channels, the transforms cost more than they save. */
        int fewestChannels() {
            return fewestChannels;
        }

        /** The most tiles times channels of a strip: enough for fast products, few enough for the caches. */
        int most() {
            return most;
        }

        /** The elements of a worker's memory: the inputs of all products, and a place for the first result. */
        int room() {
            return (PRODUCTS + 1) * most;
        }

        /** The layout of a matrix of kernels. */
        Panels panels(int inputs, int outputs) {
            return new Panels(inputs, outputs, Math.min(panel, outputs));
        }

        /**
         * A worker's products.
         *
         * @param memory the worker's, {@link #room} elements
         */
        abstract WinogradProducts of(Tensor memory, NativeContexts contexts);
    }
}
