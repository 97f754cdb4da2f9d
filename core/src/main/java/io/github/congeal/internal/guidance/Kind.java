package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.CutoutKernels;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What transforms of cutouts have in common: one kernel with its gradient, and the settings that are the same for all
 * cutouts. Transforms whose kinds are equal are applied to many cutouts at once. A value.
 *
 * @param <P> what a transform of this kind has for each cutout
 */
public sealed interface Kind<P> permits Sample, Colour, Stencil, Noise, Erase {
    /**
     * Applies transforms of this kind.
     *
     * @param parameters for each cutout; null leaves one as it is
     * @param pixels the cutouts, {@code [K, S, S, 3]}, in place
     */
    void forward(CutoutKernels kernels, List<@Nullable P> parameters, Tensor pixels);

    /**
     * Takes the gradient back.
     *
     * @param input what {@link #forward} was given if {@link #needsInput}, otherwise null
     * @param gradient {@code [K, S, S, 3]}, in place
     */
    void backward(CutoutKernels kernels, List<@Nullable P> parameters, @Nullable Tensor input, Tensor gradient);

    /** Whether the gradient depends on the input, which must then be kept until it is asked for. */
    default boolean needsInput() {
        return false;
    }

    /** A transform of this kind. */
    default Transform<P> with(P parameters) {
        return new Transform<>(this, parameters);
    }
}
