package io.github.congeal.internal.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kernels of cutouts and their losses, for a chunk of cutouts {@code [K, S, S, 3]} at a time: cutting them out of a
 * picture, six kinds of transform, the comparison with prompts, and the gradient of each. The defaults are composed of
 * the other operations of a device, which may override them.
 *
 * <p>Transforms work in place. Each takes a list of parameters, one for each cutout; a cutout with null stays as it is.
 */
public interface CutoutKernels extends WrappedConvolutions {
    // ---------------------------------------------------------------- windows

    /**
     * Cuts windows out of a picture.
     *
     * @param picture {@code [1, H, W, 3]}
     * @param windows one for each cutout
     * @param pixels the cutouts, {@code [K, S, S, 3]}, overwritten
     */
    default void crop(Tensor picture, List<Window> windows, Tensor pixels) {
        new ComposedCrop(this).forward(picture, windows, pixels);
    }

    /**
     * The gradient of {@link #crop}.
     *
     * @param gradient with respect to the cutouts, {@code [K, S, S, 3]}; only read
     * @param pictureGradient with respect to the picture, {@code [1, H, W, 3]}, added to
     */
    default void cropBackward(List<Window> windows, Tensor gradient, Tensor pictureGradient) {
        new ComposedCrop(this).backward(windows, gradient, pictureGradient);
    }

    /**
     * Averages the cutouts of {@linkplain Window#maximal maximal} windows with a maximum pooling of the same windows: the
     * maximum, per channel, over the pixels that a pixel of the cutout is resampled from.
     *
     * @param picture {@code [1, H, W, 3]}
     * @param pixels the cutouts as {@link #crop} leaves them, {@code [K, S, S, 3]}; in place
     */
    default void poolMaximum(Tensor picture, List<Window> windows, Tensor pixels) {
        new ComposedMaximum(this, picture, windows).forward(pixels);
    }

    /**
     * The gradient of {@link #poolMaximum}. Of equal maxima the first in row-major order gets the gradient, as in torch.
     *
     * @param gradient with respect to the result; overwritten with the gradient with respect to the output of {@link #crop}
     * @param pictureGradient with respect to the picture, added to
     */
    default void poolMaximumBackward(Tensor picture, List<Window> windows, Tensor gradient, Tensor pictureGradient) {
        new ComposedMaximum(this, picture, windows).backward(gradient, pictureGradient);
    }

    // ----------------------------------------------------------------- sample

    /**
     * Warps cutouts by homographies, with bilinear interpolation.
     *
     * @param sources the maps from a pixel of the result to its source, in pixels; (0, 0) is the centre of the first pixel
     */
    default void sample(Tensor pixels, List<@Nullable Homography> sources, SamplePadding padding) {
        new ComposedSample(this, pixels, sources, padding).forward(pixels);
    }

    /** The gradient of {@link #sample}, in place. */
    default void sampleBackward(Tensor gradient, List<@Nullable Homography> sources, SamplePadding padding) {
        new ComposedSampleGradient(this, gradient, sources, padding).backward(gradient);
    }

    /**
     * Warps cutouts by arbitrary maps, with bilinear interpolation. The default computes on the CPU.
     *
     * @param black the value outside of the source with {@link SamplePadding#ZEROS}
     */
    default void remap(Tensor pixels, List<@Nullable PixelMap> maps, SamplePadding padding, float black) {
        new MappedPixels(padding, black).change(this, pixels, maps, false);
    }

    /** The gradient of {@link #remap}, in place. */
    default void remapBackward(Tensor gradient, List<@Nullable PixelMap> maps, SamplePadding padding) {
        new MappedPixels(padding, 0).change(this, gradient, maps, true);
    }

    // ----------------------------------------------------------------- colour

    /** Changes colours, pixel by pixel, in the given order: see {@link ColourChange}. */
    default void colour(Tensor pixels, List<ColourChange> order, List<@Nullable ColourFactors> factors) {
        try (ComposedColour colour = new ComposedColour(this, pixels, order, factors)) {
            colour.forward(pixels);
        }
    }

    /**
     * The gradient of {@link #colour}, in place.
     *
     * @param input the cutouts before the change
     */
    default void colourBackward(
            Tensor input, List<ColourChange> order, List<@Nullable ColourFactors> factors, Tensor gradient) {
        try (ComposedColour colour = new ComposedColour(this, gradient, order, factors)) {
            colour.backward(input, gradient);
        }
    }

    // ---------------------------------------------------------------- stencil

    /**
     * Blends cutouts with blurred ones, as kornia's {@code RandomSharpness}: {@code blurred + blend * (original - blurred)}.
     * The blur is a normalised 3x3 kernel of ones with another weight in its middle; its result is clamped to 0..1. The
     * outermost pixels stay as they are.
     *
     * @param centre the weight in the middle of the kernel
     * @param blends from 0 for blurred to 1 for unchanged
     */
    default void stencil(Tensor pixels, float centre, List<@Nullable Float> blends) {
        try (ComposedStencil stencil = new ComposedStencil(this, pixels, centre, blends)) {
            stencil.forward(pixels);
        }
    }

    /**
     * The gradient of {@link #stencil}, in place.
     *
     * @param input the cutouts before the change
     */
    default void stencilBackward(Tensor input, float centre, List<@Nullable Float> blends, Tensor gradient) {
        try (ComposedStencil stencil = new ComposedStencil(this, gradient, centre, blends)) {
            stencil.backward(input, gradient);
        }
    }

    // ------------------------------------------------------------------ noise

    /** Adds noise without clamping. Its gradient is the identity. */
    default void noise(Tensor pixels, List<@Nullable NoiseSource> sources) {
        new ComposedNoise(this).forward(pixels, sources);
    }

    // ------------------------------------------------------------------ erase

    /** Fills a rectangle of each cutout with one value. */
    default void erase(Tensor pixels, List<@Nullable Erasure> erasures) {
        new ComposedErase(this, pixels).forward(pixels, erasures);
    }

    /** The gradient of {@link #erase}, in place: zero inside the rectangles. */
    default void eraseBackward(List<@Nullable Erasure> erasures, Tensor gradient) {
        new ComposedErase(this, gradient).backward(erasures, gradient);
    }

    // ---------------------------------------------------------------- prompts

    /**
     * The losses of the embeddings of cutouts against prompts (see {@link PromptTarget}), and their gradient. Computed in
     * float64, because a small angle is a small difference of large numbers.
     *
     * @param embeddings {@code [K, width]}, not normalised; overwritten with the gradient of the sum of the losses
     * @param prompts the targets
     * @param total the number of cutouts in all chunks, by which losses are averaged
     * @param sums the losses, {@code [prompts, 1]} in double, added to
     */
    default void promptLoss(Tensor embeddings, List<PromptTarget> prompts, int total, Tensor sums) {
        new ComposedPromptLoss(this).add(embeddings, prompts, total, sums);
    }
}
