package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Kernels.Pair;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link CutoutKernels#stencil} and its gradient, composed of other operations. */
final class ComposedStencil implements AutoCloseable {
    private static final int KERNEL = 3;

    private final CutoutBatch batch;
    private final Movements kernels;
    /** The kernel's sum. */
    private final float sum;
    /** The weight in the middle of the kernel less 1, the weight of the others. */
    private final float extraCentre;
    /** The share of the blurred cutout in the result, {@code [K, 1]}. */
    private final Tensor blurredPart;

    ComposedStencil(Movements kernels, Tensor pixels, float centre, List<@Nullable Float> blends) {
        this.kernels = kernels;
        this.batch = CutoutBatch.of(kernels, pixels);
        this.extraCentre = centre - 1;
        this.sum = KERNEL * KERNEL + extraCentre;
        this.blurredPart = batch.numbers(blends, blend -> 1 - blend, 0);
    }

    void forward(Tensor pixels) {
        // pixels + part * (clamp(blurred) - pixels), except for the outermost pixels.
        Tensor rows = batch.rows(pixels);
        try (Tensor change = batch.take(batch.length())) {
            blur(rows, change);
            kernels.clamp(change, 0, 1, change);
            kernels.combine(Pair.SUBTRACT, change, rows, change);
            weigh(change);
            kernels.add(rows, change);
        }
    }

    void backward(Tensor input, Tensor gradient) {
        Tensor rows = batch.rows(gradient);
        try (Tensor blurred = batch.take(batch.length());
                Tensor toBlurred = batch.take(batch.length());
                Tensor spread = batch.take(batch.length())) {
            blur(batch.rows(input), blurred);
            kernels.copy(rows, toBlurred);
            weigh(toBlurred);
            kernels.combine(Pair.SUBTRACT, rows, toBlurred, rows);
            // The gradient is zero where the clamp acts.
            batch.within(blurred, spread);
            kernels.multiplyElements(toBlurred, spread);
            // The kernel is symmetric, so its transpose is itself.
            blur(toBlurred, spread);
            kernels.add(rows, spread);
        }
    }

    @Override
    public void close() {
        blurredPart.close();
    }

    private void weigh(Tensor change) {
        kernels.multiplyRows(change, inside());
        kernels.multiplyColumns(change, blurredPart);
    }

    /** Ones inside, zeros on the outermost pixels, {@code [S * S * 3]}. */
    private Tensor inside() {
        int size = batch.size();
        return kernels.constant(
                List.of("inside", size),
                i -> {
                    int x = i / 3 % size;
                    int y = i / 3 / size;
                    return x > 0 && x < size - 1 && y > 0 && y < size - 1 ? 1 : 0;
                },
                batch.length());
    }

    /** The blur before the clamp, with zeros around the cutouts. */
    private void blur(Tensor in, Tensor out) {
        long[] shape = {batch.count(), batch.size(), batch.size(), 3};
        kernels.average(in.first(shape), KERNEL, out.first(shape));
        kernels.scale(out, KERNEL * KERNEL / sum);
        try (Tensor middle = batch.take(batch.length())) {
            kernels.copy(in, middle);
            kernels.scale(middle, extraCentre / sum);
            kernels.add(out, middle);
        }
    }
}
