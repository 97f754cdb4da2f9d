package io.github.congeal.cuda.engine;

import io.github.congeal.cuda.driver.Launch;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.ColourChange;
import io.github.congeal.internal.tensor.ColourFactors;
import io.github.congeal.internal.tensor.Erasure;
import io.github.congeal.internal.tensor.Homography;
import io.github.congeal.internal.tensor.NoiseSource;
import io.github.congeal.internal.tensor.PromptTarget;
import io.github.congeal.internal.tensor.SamplePadding;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import io.github.congeal.internal.tensor.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kernels of cutouts in float32; for float64, in gradient checks, the composed defaults are used. */
abstract class GpuCutoutKernels extends GpuPrimitives {
    private static final int RECTANGLE_WORDS = 5;

    GpuCutoutKernels(Buffers buffers, Launch launch, KernelSet set, Numerics numerics) {
        super(buffers, launch, set, numerics);
    }

    private static boolean isFused(Tensor x) {
        return x.precision() == Precision.FLOAT;
    }

    @Override
    public void crop(Tensor picture, List<Window> windows, Tensor pixels) {
        if (!isFused(picture)) {
            super.crop(picture, windows, pixels);
            return;
        }
        try (CutoutTables tables = tables(windows, picture, pixels)) {
            new Cropping(this, tables, windows.size(), side(pixels)).forward(picture, pixels);
        }
    }

    @Override
    public void cropBackward(List<Window> windows, Tensor gradient, Tensor pictureGradient) {
        if (!isFused(gradient)) {
            super.cropBackward(windows, gradient, pictureGradient);
            return;
        }
        try (CutoutTables tables = tables(windows, pictureGradient, gradient)) {
            new Cropping(this, tables, windows.size(), side(gradient)).backward(gradient, pictureGradient);
        }
    }

    @Override
    public void poolMaximum(Tensor picture, List<Window> windows, Tensor pixels) {
        if (!isFused(picture)) {
            super.poolMaximum(picture, windows, pixels);
            return;
        }
        try (CutoutTables tables = tables(windows, picture, pixels)) {
            new Pooling(this, tables, windows.size(), side(pixels)).forward(picture, pixels);
        }
    }

    @Override
    public void poolMaximumBackward(Tensor picture, List<Window> windows, Tensor gradient, Tensor pictureGradient) {
        if (!isFused(gradient)) {
            super.poolMaximumBackward(picture, windows, gradient, pictureGradient);
            return;
        }
        try (CutoutTables tables = tables(windows, picture, gradient)) {
            new Pooling(this, tables, windows.size(), side(gradient)).backward(picture, gradient, pictureGradient);
        }
    }

    private CutoutTables tables(List<Window> windows, Tensor picture, Tensor cutouts) {
        return new CutoutTables(buffers(), windows, picture, side(cutouts));
    }

    private static int side(Tensor cutouts) {
        return Math.toIntExact(cutouts.dimension(1));
    }

    @Override
    public void sample(Tensor pixels, List<@Nullable Homography> sources, SamplePadding padding) {
        if (isFused(pixels)) {
            new Sampling(this).run("sample", pixels, sources, padding);
        } else {
            super.sample(pixels, sources, padding);
        }
    }

    @Override
    public void sampleBackward(Tensor gradient, List<@Nullable Homography> sources, SamplePadding padding) {
        if (isFused(gradient)) {
            new Sampling(this).run("sample_backward", gradient, sources, padding);
        } else {
            super.sampleBackward(gradient, sources, padding);
        }
    }

    @Override
    public void colour(Tensor pixels, List<ColourChange> order, List<@Nullable ColourFactors> factors) {
        if (isFused(pixels) && Colouring.suits(order)) {
            new Colouring(this, order).forward(pixels, factors);
        } else {
            super.colour(pixels, order, factors);
        }
    }

    @Override
    public void colourBackward(
            Tensor input, List<ColourChange> order, List<@Nullable ColourFactors> factors, Tensor gradient) {
        if (isFused(gradient) && Colouring.suits(order)) {
            new Colouring(this, order).backward(input, factors, gradient);
        } else {
            super.colourBackward(input, order, factors, gradient);
        }
    }

    @Override
    public void stencil(Tensor pixels, float centre, List<@Nullable Float> blends) {
        if (!isFused(pixels)) {
            super.stencil(pixels, centre, blends);
            return;
        }
        try (Table table = blends(blends);
                Tensor result = buffers().take(pixels.shape())) {
            launch("stencil", pixels, table.send()).real(centre);
            launch().whole(launch().isDry() ? 0 : GpuMemory.address(result));
            endPixels(pixels);
            copy(result, pixels);
        }
    }

    @Override
    public void stencilBackward(Tensor input, float centre, List<@Nullable Float> blends, Tensor gradient) {
        if (!isFused(gradient)) {
            super.stencilBackward(input, centre, blends, gradient);
            return;
        }
        try (Table table = blends(blends);
                Tensor toBlur = buffers().take(gradient.shape())) {
            Tensor sent = table.send();
            launch("stencil_to_blur", input, sent).real(centre);
            if (!launch().isDry()) {
                launch().whole(GpuMemory.address(gradient)).whole(GpuMemory.address(toBlur));
            }
            endPixels(gradient);
            launch("stencil_backward", toBlur, sent).real(centre);
            launch().whole(launch().isDry() ? 0 : GpuMemory.address(gradient));
            endPixels(gradient);
        }
    }

    /** The blends, with a negative number for a cutout that stays as it is. */
    private Table blends(List<@Nullable Float> blends) {
        Table table = new Table(buffers(), blends.size());
        for (Float each : blends) {
            table.real(each == null ? -1 : each);
        }
        return table;
    }

    private void endPixels(Tensor pixels) {
        launch().integer(Math.toIntExact(pixels.dimension(1)))
                .whole(pixels.length())
                .each(pixels.length());
    }

    @Override
    public void noise(Tensor pixels, List<@Nullable NoiseSource> sources) {
        if (isFused(pixels)) {
            new AddedNoise(this).add(sources, pixels);
        } else {
            super.noise(pixels, sources);
        }
    }

    @Override
    public void erase(Tensor pixels, List<@Nullable Erasure> erasures) {
        if (isFused(pixels)) {
            paint(pixels, erasures, 1);
        } else {
            super.erase(pixels, erasures);
        }
    }

    @Override
    public void eraseBackward(List<@Nullable Erasure> erasures, Tensor gradient) {
        if (isFused(gradient)) {
            paint(gradient, erasures, 0);
        } else {
            super.eraseBackward(erasures, gradient);
        }
    }

    private void paint(Tensor pixels, List<@Nullable Erasure> erasures, double factor) {
        try (Table table = new Table(buffers(), erasures.size() * RECTANGLE_WORDS)) {
            for (Erasure each : erasures) {
                Erasure own = each == null ? new Erasure(0, 0, 0, 0, 0) : each;
                table.integer(own.left())
                        .integer(own.top())
                        .integer(own.left() + own.width())
                        .integer(own.top() + own.height())
                        .real(own.value());
            }
            launch("erase", pixels, table.send()).real(factor);
            endPixels(pixels);
        }
    }

    @Override
    public void promptLoss(Tensor embeddings, List<PromptTarget> prompts, int total, Tensor sums) {
        if (isFused(embeddings)) {
            new PromptDistances(this).add(embeddings, prompts, total, sums);
        } else {
            super.promptLoss(embeddings, prompts, total, sums);
        }
    }
}
