package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.ColourChange;
import io.github.congeal.internal.tensor.ColourFactors;
import io.github.congeal.internal.tensor.Erasure;
import io.github.congeal.internal.tensor.Homography;
import io.github.congeal.internal.tensor.MappedPixels;
import io.github.congeal.internal.tensor.NoiseSource;
import io.github.congeal.internal.tensor.PixelMap;
import io.github.congeal.internal.tensor.PromptTarget;
import io.github.congeal.internal.tensor.SamplePadding;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Window;
import io.github.congeal.internal.tensor.nd4j.Nd4jKernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kernels of cutouts on the CPU, as Java loops over float32. */
abstract class HostCutoutKernels extends Nd4jKernels {
    private final HostExecution execution;
    private final CutoutLoop loop;
    private final HostCrop crop;
    private final HostMaximum maximum;
    private final HostPromptLoss promptLoss;

    HostCutoutKernels(Buffers buffers, HostExecution execution) {
        super(buffers, execution);
        this.execution = execution;
        this.loop = new CutoutLoop(execution, buffers.device().workers());
        this.crop = new HostCrop(loop);
        this.maximum = new HostMaximum(loop);
        this.promptLoss = new HostPromptLoss(loop.scratch());
    }

    @Override
    public void crop(Tensor picture, List<Window> windows, Tensor pixels) {
        crop.forward(picture, windows, pixels);
    }

    @Override
    public void cropBackward(List<Window> windows, Tensor gradient, Tensor pictureGradient) {
        crop.backward(windows, gradient, pictureGradient);
    }

    @Override
    public void poolMaximum(Tensor picture, List<Window> windows, Tensor pixels) {
        maximum.forward(picture, windows, pixels);
    }

    @Override
    public void poolMaximumBackward(Tensor picture, List<Window> windows, Tensor gradient, Tensor pictureGradient) {
        maximum.backward(picture, windows, gradient, pictureGradient);
    }

    @Override
    public void sample(Tensor pixels, List<@Nullable Homography> sources, SamplePadding padding) {
        loop.change(pixels, sources, new HostSample(padding)::forward);
    }

    @Override
    public void sampleBackward(Tensor gradient, List<@Nullable Homography> sources, SamplePadding padding) {
        loop.change(gradient, sources, new HostSample(padding)::backward);
    }

    @Override
    public void remap(Tensor pixels, List<@Nullable PixelMap> maps, SamplePadding padding, float black) {
        MappedPixels mapped = new MappedPixels(padding, black);
        loop.change(pixels, maps, placed(mapped::forward));
    }

    @Override
    public void remapBackward(Tensor gradient, List<@Nullable PixelMap> maps, SamplePadding padding) {
        MappedPixels mapped = new MappedPixels(padding, 0);
        loop.change(gradient, maps, placed(mapped::backward));
    }

    private CutoutLoop.Change<PixelMap> placed(Mapping mapping) {
        return (map, in, out, size) -> {
            float[] x = loop.scratch().take(size * size);
            float[] y = loop.scratch().take(size * size);
            map.place(size, x, y);
            mapping.apply(x, y, in, out, size);
            loop.scratch().giveBack(x, y);
        };
    }

    /** A transform of a cutout with the source coordinates of its pixels: see {@link MappedPixels}. */
    @FunctionalInterface
    private interface Mapping {
        void apply(float[] x, float[] y, float[] in, float[] out, int size);
    }

    @Override
    public void colour(Tensor pixels, List<ColourChange> order, List<@Nullable ColourFactors> factors) {
        loop.change(pixels, factors, (own, in, out, size) -> colour(order, own).forward(in, out));
    }

    @Override
    public void colourBackward(
            Tensor input, List<ColourChange> order, List<@Nullable ColourFactors> factors, Tensor gradient) {
        loop.changeBackward(
                input,
                gradient,
                factors,
                (own, before, out, in, size) -> colour(order, own).backward(before, out, in));
    }

    private HostColour colour(List<ColourChange> order, ColourFactors factors) {
        return new HostColour(order, factors, loop.scratch());
    }

    @Override
    public void stencil(Tensor pixels, float centre, List<@Nullable Float> blends) {
        loop.change(pixels, blends, new HostStencil(centre)::forward);
    }

    @Override
    public void stencilBackward(Tensor input, float centre, List<@Nullable Float> blends, Tensor gradient) {
        loop.changeBackward(input, gradient, blends, new HostStencil(centre)::backward);
    }

    @Override
    public void noise(Tensor pixels, List<@Nullable NoiseSource> sources) {
        loop.change(pixels, sources, (own, in, out, size) -> {
            own.draw(out);
            for (int i = 0; i < out.length; i++) {
                out[i] += in[i];
            }
        });
    }

    @Override
    public void erase(Tensor pixels, List<@Nullable Erasure> erasures) {
        loop.change(pixels, erasures, (own, in, out, size) -> HostErase.fill(own, own.value(), in, out, size));
    }

    @Override
    public void eraseBackward(List<@Nullable Erasure> erasures, Tensor gradient) {
        loop.change(gradient, erasures, (own, in, out, size) -> HostErase.fill(own, 0, in, out, size));
    }

    @Override
    public void promptLoss(Tensor embeddings, List<PromptTarget> prompts, int total, Tensor sums) {
        execution.run(() -> promptLoss.add(embeddings, prompts, total, sums));
    }
}
