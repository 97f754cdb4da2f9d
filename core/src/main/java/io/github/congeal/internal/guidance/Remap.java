package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.CutoutKernels;
import io.github.congeal.internal.tensor.PixelMap;
import io.github.congeal.internal.tensor.SamplePadding;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Resamples pixels by any map from a pixel of the result to a position in the source.
 *
 * @param padding what is read outside of the source
 * @param black the value outside of the source with {@link SamplePadding#ZEROS}
 */
public record Remap(SamplePadding padding, float black) implements Kind<PixelMap> {
    @Override
    public void forward(CutoutKernels kernels, List<@Nullable PixelMap> parameters, Tensor pixels) {
        kernels.remap(pixels, parameters, padding, black);
    }

    @Override
    public void backward(
            CutoutKernels kernels, List<@Nullable PixelMap> parameters, @Nullable Tensor input, Tensor gradient) {
        kernels.remapBackward(gradient, parameters, padding);
    }
}
