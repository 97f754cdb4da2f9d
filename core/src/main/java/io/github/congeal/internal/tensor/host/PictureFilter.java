package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Wrap;
import org.jspecify.annotations.Nullable;

/** A filter that convolves pictures one by one, optionally after an activation and with circular padding. */
interface PictureFilter {
    /**
     * The convolution of one picture.
     *
     * @param x {@code [1, H, W, Cin]}
     * @param wrap the directions with circular padding; zero padding in others
     * @param activation applied to the picture first, or null
     * @param out {@code [1, H, W, Cout]}, or twice as high and wide if the filter upsamples
     */
    void convolve(Tensor x, Wrap wrap, @Nullable Activation activation, Tensor out, HostKernels ops);

    /** The convolution of pictures {@code [N, H, W, Cin]} without activation. */
    default void convolveEach(Tensor x, Wrap wrap, Tensor out, HostKernels ops) {
        for (int n = 0; n < x.dimension(0); n++) {
            convolve(x.slice(n), wrap, null, out.slice(n), ops);
        }
    }
}
