package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.CutoutKernels;
import io.github.congeal.internal.tensor.Homography;
import io.github.congeal.internal.tensor.SamplePadding;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Resamples pixels through a homography that maps a pixel of the result to its position in the source, both in pixels
 * from the centre of the first one; {@link Warp} computes those of the augmentations.
 *
 * @param padding what is read outside of the source
 */
public record Sample(SamplePadding padding) implements Kind<Homography> {
    @Override
    public void forward(CutoutKernels kernels, List<@Nullable Homography> parameters, Tensor pixels) {
        kernels.sample(pixels, parameters, padding);
    }

    @Override
    public void backward(
            CutoutKernels kernels, List<@Nullable Homography> parameters, @Nullable Tensor input, Tensor gradient) {
        kernels.sampleBackward(gradient, parameters, padding);
    }
}
