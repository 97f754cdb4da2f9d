package io.github.congeal.internal.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of cutouts and their losses, a chunk of cutouts {@code [K, S, S, 3]} at a time: cutting them out of a
 * picture, the six kinds of transform, the comparison with prompts, and the gradient of each. The defaults are composed of
 * the other operations of a device, which may override them by kernels of its own.
 *
 * <p>Transforms work in place, and each has a list of parameters, one for each cutout: null leaves a cutout as it is.
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
     * Averages cutouts with the largest numbers of what their pixels are resampled from, those of windows that are
     * {@linkplain Window#maximal maximal}.
     *
     * @param pixels the cutouts as {@link #crop} leaves them, in place
     */
    default void poolMaximum(Tensor picture, List<Window> windows, Tensor pixels) {
        new ComposedMaximum(this, picture, windows).forward(pixels);
    }

    /**
     * The gradient of {@link #poolMaximum}. Of equal numbers the first one has it, row by row, as in torch.
     *
     * @param gradient with respect to the cutouts; becomes that with respect to {@link #crop}'s, in place
     * @param pictureGradient with respect to the picture, added to
     */
    default void poolMaximumBackward(Tensor picture, List<Window> windows, Tensor gradient, Tensor pictureGradient) {
        new ComposedMaximum(this, picture, windows).backward(gradient, pictureGradient);
    }

    // ----------------------------------------------------------------- sample

    /**
     * Moves pixels: each is read, bilinearly, at its place in the source.
     *
     * @param sources from a pixel of the result to its place in the source, both counted in pixels from the middle of the
     *     first one
     */
    default void sample(Tensor pixels, List<@Nullable Homography> sources, SamplePadding padding) {
        new ComposedSample(this, pixels, sources, padding).forward(pixels);
    }

    /** The gradient of {@link #sample}, in place. */
    default void sampleBackward(Tensor gradient, List<@Nullable Homography> sources, SamplePadding padding) {
        new ComposedSampleGradient(this, gradient, sources, padding).backward(gradient);
    }

    /**
     * Moves pixels: each is read, bilinearly, at a place of its own. By default on the CPU.
     *
     * @param black what is read instead of black outside of the source
     */
    default void remap(Tensor pixels, List<@Nullable PixelMap> maps, SamplePadding padding, float black) {
        new MappedPixels(padding, black).change(this, pixels, maps, false);
    }

    /** The gradient of {@link #remap}, in place. */
    default void remapBackward(Tensor gradient, List<@Nullable PixelMap> maps, SamplePadding padding) {
        new MappedPixels(padding, 0).change(this, gradient, maps, true);
    }

    // ----------------------------------------------------------------- colour

    /** Changes colours, pixel by pixel, in the given order. */
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
     * Blends cutouts with blurred ones: {@code blurred + blend * (original - blurred)}. The blur is a 3x3 kernel of ones
     * with another number in its middle, divided by its sum and clamped to 0..1; the outermost pixels stay as they are.
     *
     * @param centre the number in the middle
     * @param blends 0 for blurred, 1 for unchanged
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

    /** Adds noise, whose gradient passes as it is. Nothing is clamped. */
    default void noise(Tensor pixels, List<@Nullable NoiseSource> sources) {
        new ComposedNoise(this).forward(pixels, sources);
    }

    // ------------------------------------------------------------------ erase

    /** Paints rectangles over. */
    default void erase(Tensor pixels, List<@Nullable Erasure> erasures) {
        new ComposedErase(this, pixels).forward(pixels, erasures);
    }

    /** The gradient of {@link #erase}, in place: nothing in the rectangles. */
    default void eraseBackward(List<@Nullable Erasure> erasures, Tensor gradient) {
        new ComposedErase(this, gradient).backward(erasures, gradient);
    }

    // ---------------------------------------------------------------- prompts

    /**
     * The losses of embeddings of cutouts against prompts, and their gradient. Computed in double, because near its target
     * an angle is a small difference of large numbers.
     *
     * @param embeddings {@code [K, width]}, of any length; overwritten with the gradient of the sum of the losses
     * @param prompts what they are compared with
     * @param total how many cutouts there are in all: the parts of all chunks add up to the losses
     * @param sums the losses, {@code [prompts, 1]} in double, added to
     */
    default void promptLoss(Tensor embeddings, List<PromptTarget> prompts, int total, Tensor sums) {
        new ComposedPromptLoss(this).add(embeddings, prompts, total, sums);
    }
}
