package io.github.congeal.cuda.engine;

import io.github.congeal.cuda.driver.Launch;
import io.github.congeal.internal.tensor.AdamUpdate;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Codebook;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.GroupNormalization;
import io.github.congeal.internal.tensor.LayerNormalization;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import org.jspecify.annotations.Nullable;

/** The fused kernels in float32; for float64, in gradient checks, the composed defaults are used. */
final class GpuKernels extends GpuCutoutKernels {
    private final Sums sums;
    private final GroupNorms groupNorms;

    GpuKernels(Buffers buffers, Launch launch, KernelSet set, Numerics numerics) {
        super(buffers, launch, set, numerics);
        this.sums = new Sums(buffers, launch);
        this.groupNorms = new GroupNorms(this);
    }

    private static boolean isFused(Tensor x) {
        return x.precision() == Precision.FLOAT;
    }

    @Override
    public void multiply(Tensor a, Tensor weights, boolean transposed, @Nullable Tensor bias, Tensor out) {
        if (Products.areMatrices(a, weights, out)) {
            products().multiplyMatrices(a, weights, transposed, bias, out);
        } else {
            super.multiply(a, weights, transposed, bias, out);
        }
    }

    // ------------------------------------------------------------- elementwise

    @Override
    public void scaleAndShift(Tensor x, double factor, double term) {
        if (isFused(x)) {
            launch("scale_and_shift", x)
                    .real(factor)
                    .real(term)
                    .whole(x.length())
                    .each(x.length());
        } else {
            super.scaleAndShift(x, factor, term);
        }
    }

    @Override
    public void scale(Tensor x, double factor) {
        if (isFused(x)) {
            scaleAndShift(x, factor, 0);
        } else {
            super.scale(x, factor);
        }
    }

    @Override
    public void clamp(Tensor x, double least, double most, Tensor out) {
        if (isFused(x)) {
            launch("clamp", x).real(least).real(most);
            end(out);
        } else {
            super.clamp(x, least, most, out);
        }
    }

    /** Adds the output and its length as last arguments, and launches. */
    private void end(Tensor out) {
        launch().whole(launch().isDry() ? 0 : GpuMemory.address(out))
                .whole(out.length())
                .each(out.length());
    }

    @Override
    public void clampBackward(Tensor x, Tensor gradient) {
        if (isFused(x)) {
            launch("clamp_backward", x);
            end(gradient);
        } else {
            super.clampBackward(x, gradient);
        }
    }

    @Override
    public void clampRows(Tensor x, float[] least, float[] most) {
        if (isFused(x)) {
            launch("clamp_rows", x, constant(least, least.length), constant(most, most.length))
                    .integer(least.length)
                    .whole(x.length())
                    .each(x.length());
        } else {
            super.clampRows(x, least, most);
        }
    }

    @Override
    public void affine(Tensor x, Tensor mean, Tensor factor, Tensor term, Tensor out) {
        if (isFused(x)) {
            launch("affine", x, mean, factor, term, out)
                    .integer(Math.toIntExact(term.length()))
                    .whole(out.length())
                    .each(out.length());
        } else {
            super.affine(x, mean, factor, term, out);
        }
    }

    @Override
    public void sumRows(Tensor x, Tensor out) {
        if (isFused(x)) {
            sums.ofRows(x, out);
        } else {
            super.sumRows(x, out);
        }
    }

    @Override
    public void sumColumns(Tensor x, Tensor out) {
        if (isFused(x)) {
            sums.ofColumns(x, out);
        } else {
            super.sumColumns(x, out);
        }
    }

    // ------------------------------------------------------------- activations

    @Override
    public void reluBackward(Tensor output, Tensor gradient) {
        if (isFused(output)) {
            launch("relu_backward", output);
            end(gradient);
        } else {
            super.reluBackward(output, gradient);
        }
    }

    @Override
    public void swish(Tensor x, double slope, Tensor out) {
        if (isFused(x)) {
            launch("swish", x).real(slope);
            end(out);
        } else {
            super.swish(x, slope, out);
        }
    }

    @Override
    public void swishBackward(Tensor x, double slope, Tensor gradient) {
        if (isFused(x)) {
            launch("swish_backward", x).real(slope);
            end(gradient);
        } else {
            super.swishBackward(x, slope, gradient);
        }
    }

    @Override
    public void gelu(Tensor x, Tensor out) {
        if (isFused(x)) {
            launch("gelu", x);
            end(out);
        } else {
            super.gelu(x, out);
        }
    }

    @Override
    public void geluWithDerivative(Tensor x, Tensor out) {
        if (isFused(x)) {
            launch("gelu_with_derivative", x);
            end(out);
        } else {
            super.geluWithDerivative(x, out);
        }
    }

    @Override
    public void softmaxBackward(Tensor probabilities, Tensor gradient) {
        if (isFused(gradient)) {
            rows(launch("softmax_backward", probabilities, gradient), gradient);
        } else {
            super.softmaxBackward(probabilities, gradient);
        }
    }

    @Override
    public void toColours(Tensor drawn, Tensor picture) {
        if (isFused(drawn)) {
            launch("to_colours", drawn);
            end(picture);
        } else {
            super.toColours(drawn, picture);
        }
    }

    @Override
    public void toColoursBackward(Tensor colours, Tensor gradient) {
        if (isFused(colours)) {
            launch("to_colours_backward", colours);
            end(gradient);
        } else {
            super.toColoursBackward(colours, gradient);
        }
    }

    @Override
    public void adam(AdamUpdate update, double rate, int step, Tensor x, Tensor gradient, Tensor mean, Tensor square) {
        if (isFused(x)) {
            launch("adam", x, gradient, mean, square)
                    .real(update.beta1())
                    .real(update.beta2())
                    .real(rate / update.correction(step))
                    .real(1 / update.rootCorrection(step))
                    .real(update.epsilon())
                    .whole(x.length())
                    .each(x.length());
        } else {
            super.adam(update, rate, step, x, gradient, mean, square);
        }
    }

    // --------------------------------------------------------- normalisations

    @Override
    public void groupStatistics(GroupNormalization norm, Tensor x, Tensor statistics) {
        if (isFused(x) && GroupNorms.suits(norm)) {
            groupNorms.statistics(norm, x, statistics);
        } else {
            super.groupStatistics(norm, x, statistics);
        }
    }

    @Override
    public void groupNormalize(GroupNormalization norm, Tensor x, Tensor statistics, Tensor out) {
        if (isFused(x) && GroupNorms.suits(norm)) {
            groupNorms.forward(norm, x, statistics, out);
        } else {
            super.groupNormalize(norm, x, statistics, out);
        }
    }

    @Override
    public void groupNormalizeBackward(GroupNormalization norm, Tensor x, Tensor statistics, Tensor gradient) {
        if (isFused(x) && GroupNorms.suits(norm)) {
            groupNorms.backward(norm, x, statistics, gradient);
        } else {
            super.groupNormalizeBackward(norm, x, statistics, gradient);
        }
    }

    @Override
    public void normalizedConvolve(GroupNormalization norm, Tensor x, Tensor statistics, Filter filter, Tensor out) {
        if (isFused(norm, x, filter)) {
            groupNorms.convolve(norm, x, statistics, (GpuFilter) filter, null, out);
        } else {
            super.normalizedConvolve(norm, x, statistics, filter, out);
        }
    }

    @Override
    public void normalizedConvolveAndAdd(
            GroupNormalization norm, Tensor x, Tensor statistics, Filter filter, Tensor added, Tensor out) {
        if (isFused(norm, x, filter) && added.isDense()) {
            groupNorms.convolve(norm, x, statistics, (GpuFilter) filter, added, out);
        } else {
            super.normalizedConvolveAndAdd(norm, x, statistics, filter, added, out);
        }
    }

    private static boolean isFused(GroupNormalization norm, Tensor x, Filter filter) {
        return isFused(x) && GroupNorms.suits(norm) && !KernelArrangement.enlargesFirst(filter.convolution());
    }

    @Override
    public void layerNormalize(LayerNormalization norm, Tensor x, Tensor deviations, Tensor out) {
        if (isFused(x)) {
            int width = norm.gain().length;
            launch("layer_normalize", x, constant(norm.gain(), width), constant(norm.bias(), width))
                    .real(norm.epsilon());
            if (!launch().isDry()) {
                launch().whole(GpuMemory.address(deviations)).whole(GpuMemory.address(out));
            }
            rows(launch(), x);
        } else {
            super.layerNormalize(norm, x, deviations, out);
        }
    }

    @Override
    public void layerNormalizeBackward(LayerNormalization norm, Tensor normalised, Tensor deviations, Tensor gradient) {
        if (isFused(normalised)) {
            Tensor gain = constant(norm.gain(), norm.gain().length);
            rows(launch("layer_normalize_backward", normalised, gain, deviations, gradient), normalised);
        } else {
            super.layerNormalizeBackward(norm, normalised, deviations, gradient);
        }
    }

    @Override
    public void nearestCodes(Tensor vectors, Codebook codebook, Tensor places) {
        if (isFused(vectors)) {
            new CodeSearch(this).nearest(vectors, codebook, places);
        } else {
            super.nearestCodes(vectors, codebook, places);
        }
    }
}
