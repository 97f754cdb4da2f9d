package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.CutoutKernels;
import io.github.congeal.internal.tensor.Erasure;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills a rectangle of a cutout with one value. */
public record Erase() implements Kind<Erasure> {
    @Override
    public void forward(CutoutKernels kernels, List<@Nullable Erasure> parameters, Tensor pixels) {
        kernels.erase(pixels, parameters);
    }

    @Override
    public void backward(
            CutoutKernels kernels, List<@Nullable Erasure> parameters, @Nullable Tensor input, Tensor gradient) {
        kernels.eraseBackward(parameters, gradient);
    }
}
