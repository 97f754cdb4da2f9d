package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.CutoutKernels;
import io.github.congeal.internal.tensor.NoiseSource;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds noise. Nothing is clamped. */
public record Noise() implements Kind<NoiseSource> {
    @Override
    public void forward(CutoutKernels kernels, List<@Nullable NoiseSource> parameters, Tensor pixels) {
        kernels.noise(pixels, parameters);
    }

    @Override
    public void backward(
            CutoutKernels kernels, List<@Nullable NoiseSource> parameters, @Nullable Tensor input, Tensor gradient) {
        // The gradient passes unchanged.
    }
}
