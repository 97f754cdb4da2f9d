package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Tensor;

/**
 * The matrix products of a Winograd convolution, one for each pair of points: transformed inputs {@code [tiles, Cin]} times
 * kernels {@code [Cin, Cout]}. Each worker has its own, which multiply from and to the worker's memory.
 */
interface WinogradProducts {
    /**
     * Multiplies at each pair of points.
     *
     * @param kernels 36 matrices {@code [Cin, Cout]}
     * @param panels how each of them is laid out, by {@link Library#panels}
     */
    void multiply(int tiles, Tensor kernels, Panels panels);

    /** The libraries that can compute them. */
    enum Library {
        /** For processors with AVX-512. */
        OPENBLAS(64, 1 << 13) {
            @Override
            WinogradProducts of(Tensor points, Tensor products, NativeContexts contexts) {
                return new OpenBlasProducts(points, products);
            }
        },
        /** Each call takes some microseconds, so strips are larger, and kernels are not divided into panels. */
        ND4J(Integer.MAX_VALUE, 1 << 15) {
            @Override
            WinogradProducts of(Tensor points, Tensor products, NativeContexts contexts) {
                return new Nd4jProducts(points, products, contexts);
            }
        };

        private final int panel;
        private final int most;

        Library(int panel, int most) {
            this.panel = panel;
            this.most = most;
        }

        /** The faster one on this machine. */
        static Library best() {
            return OpenBlas.hasSmallKernels() ? OPENBLAS : ND4J;
        }

        /** The most tiles times channels of a strip: enough for fast products, few enough for the caches. */
        int most() {
            return most;
        }

        /** The layout of a matrix of kernels. */
        Panels panels(int inputs, int outputs) {
            return new Panels(inputs, outputs, Math.min(panel, outputs));
        }

        /**
         * A worker's products.
         *
         * @param points transformed inputs, {@code [36, most]}, of which the first {@code [36, tiles, Cin]} are read
         * @param products the first {@code [36, tiles, Cout]} are filled
         */
        abstract WinogradProducts of(Tensor points, Tensor products, NativeContexts contexts);
    }
}
