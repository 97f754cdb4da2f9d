package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.CutoutKernels;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Blends a cutout with its convolution by a 3x3 kernel of ones with another number in the middle: 0 for the convolution
 * alone, 1 for the cutout unchanged.
 *
 * @param centre the number in the middle
 */
public record Stencil(float centre) implements Kind<Float> {
    @Override
    public void forward(CutoutKernels kernels, List<@Nullable Float> parameters, Tensor pixels) {
        kernels.stencil(pixels, centre, parameters);
    }

    @Override
    public void backward(
            CutoutKernels kernels, List<@Nullable Float> parameters, @Nullable Tensor input, Tensor gradient) {
        kernels.stencilBackward(Objects.requireNonNull(input), centre, parameters, gradient);
    }

    @Override
    public boolean needsInput() {
        return true;
    }
}
