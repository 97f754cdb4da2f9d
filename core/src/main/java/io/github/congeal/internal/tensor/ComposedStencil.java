package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Ops.Pair;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link CutoutKernels#stencil} and its gradient, composed of other operations. */
final class ComposedStencil implements AutoCloseable {
    private static final int KERNEL = 3;

    private final CutoutBatch batch;
    private final Ops ops;
    /** The kernel's sum. */
    private final float sum;
    /** The middle of the kernel, less the 1 that it has in common with the others. */
    private final float extraCentre;
    /** How much of the blurred cutout comes into the result, {@code [K, 1]}. */
    private final Tensor blurredPart;

    ComposedStencil(Ops ops, Tensor pixels, float centre, List<@Nullable Float> blends) {
        this.ops = ops;
        this.batch = CutoutBatch.of(ops, pixels);
        this.extraCentre = centre - 1;
        this.sum = KERNEL * KERNEL + extraCentre;
        this.blurredPart = batch.numbers(blends, blend -> 1 - blend, 0);
    }

    void forward(Tensor pixels) {
        // pixels + part * (clamp(blurred) - pixels), but for the outermost.
        Tensor rows = batch.rows(pixels);
        try (Tensor change = batch.take(batch.length())) {
            blur(rows, change);
            ops.clamp(change, 0, 1, change);
            ops.combine(Pair.SUBTRACT, change, rows, change);
            weigh(change);
            ops.add(rows, change);
        }
    }

    void backward(Tensor input, Tensor gradient) {
        Tensor rows = batch.rows(gradient);
        try (Tensor blurred = batch.take(batch.length());
                Tensor toBlurred = batch.take(batch.length());
                Tensor spread = batch.take(batch.length())) {
            blur(batch.rows(input), blurred);
            ops.copy(rows, toBlurred);
            weigh(toBlurred);
            ops.combine(Pair.SUBTRACT, rows, toBlurred, rows);
            // Nothing passes where the clamp holds.
            batch.within(blurred, spread);
            ops.multiplyElements(toBlurred, spread);
            // The kernel is symmetric, so its transpose is itself.
            blur(toBlurred, spread);
            ops.add(rows, spread);
        }
    }

    @Override
    public void close() {
        blurredPart.close();
    }

    private void weigh(Tensor change) {
        ops.multiplyRows(change, inside());
        ops.multiplyColumns(change, blurredPart);
    }

    /** Ones inside, zeros on the outermost pixels, {@code [S * S * 3]}. */
    private Tensor inside() {
        int size = batch.size();
        return ops.constant(
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
        ops.average(in.first(shape), KERNEL, out.first(shape));
        ops.scale(out, KERNEL * KERNEL / sum);
        try (Tensor middle = batch.take(batch.length())) {
            ops.copy(in, middle);
            ops.scale(middle, extraCentre / sum);
            ops.add(out, middle);
        }
    }
}
