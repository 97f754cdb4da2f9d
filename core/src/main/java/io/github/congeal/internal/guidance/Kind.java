package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.CutoutKernels;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of transform: one kernel with its gradient, and the settings that all cutouts share. Transforms of equal kinds
 * are applied to many cutouts at once. Kinds are compared by value.
 *
 * @param <P> the parameters of one cutout
 */
public sealed interface Kind<P> permits Sample, Remap, Colour, Stencil, Noise, Erase {
    /**
     * Applies transforms of this kind.
     *
     * @param parameters one for each cutout; null leaves it unchanged
     * @param pixels the cutouts, {@code [K, S, S, 3]}, in place
     */
    void forward(CutoutKernels kernels, List<@Nullable P> parameters, Tensor pixels);

    /**
     * The backward pass of {@link #forward}.
     *
     * @param input the pixels before {@link #forward} if {@link #needsInput} is true, otherwise null
     * @param gradient {@code [K, S, S, 3]}, in place
     */
    void backward(CutoutKernels kernels, List<@Nullable P> parameters, @Nullable Tensor input, Tensor gradient);

    /** Whether the gradient depends on the input, which must then be kept until the backward pass. */
    default boolean needsInput() {
        return false;
    }

    /** A transform of this kind. */
    default Transform<P> with(P parameters) {
        return new Transform<>(this, parameters);
    }
}
