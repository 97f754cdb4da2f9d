package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@link Sharpen} for a chunk of cutouts. */
final class BatchSharpen implements BatchTransform {
    /** By size, always the same arrays, so that they are brought to the tensors once. */
    private static final Map<Integer, float[]> INSIDE = new ConcurrentHashMap<>();

    private final CutoutBatch batch;
    private final Kernels ops;
    /** How much of the blurred cutout comes into the result, {@code [cutouts, 1]}. */
    private final Tensor blurredPart;
    /** The blurred cutouts before the clamp. */
    private final Tensor blurred;
    /** Ones inside, zeros on the outermost pixels. */
    private final float[] inside;

    BatchSharpen(Stage stage, CutoutBatch batch) {
        this.batch = batch;
        this.ops = batch.ops();
        this.inside = INSIDE.computeIfAbsent(batch.size(), BatchSharpen::inside);
        this.blurredPart = batch.numbers(stage.transforms(), transform -> 1 - ((Sharpen) transform).factor(), 0);
        this.blurred = batch.take(batch.numbers());
    }

    /** Ones inside, zeros on the outermost pixels, {@code [size, size, 3]}. */
    private static float[] inside(int size) {
        float[] inside = new float[size * size * 3];
        for (int y = 1; y < size - 1; y++) {
            int from = y * size * 3;
            Arrays.fill(inside, from + 3, from + (size - 1) * 3, 1);
        }
        return inside;
    }

    @Override
    public void forward(Tensor pixels) {
        blur(pixels, blurred);
        // in + part * (clamp(blurred) - in), inside.
        try (Tensor change = batch.take(batch.numbers())) {
            ops.clamp(blurred, 0, 1, change);
            ops.combine(Pair.SUBTRACT, change, pixels, change);
            weigh(change);
            ops.add(pixels, change);
        }
    }

    @Override
    public void backward(Tensor gradient) {
        try (Tensor toBlurred = batch.take(batch.numbers());
                Tensor spread = batch.take(batch.numbers())) {
            ops.copy(gradient, toBlurred);
            weigh(toBlurred);
            ops.combine(Pair.SUBTRACT, gradient, toBlurred, gradient);
            // Nothing passes where the clamp holds.
            batch.within(blurred, spread);
            ops.multiplyElements(toBlurred, spread);
            // The kernel is symmetric, so its transpose is itself.
            blur(toBlurred, spread);
            ops.add(gradient, spread);
        }
    }

    @Override
    public void close() {
        blurredPart.close();
        blurred.close();
    }

    private void weigh(Tensor change) {
        ops.multiplyRows(change, ops.constant(inside, batch.numbers()));
        ops.multiplyColumns(change, blurredPart);
    }

    /** The blur, with zeros around the cutouts. */
    private void blur(Tensor in, Tensor out) {
        long[] shape = {batch.count(), batch.size(), batch.size(), 3};
        ops.average(in.reshape(shape), Sharpen.KERNEL, out.reshape(shape));
        ops.scale(out, Sharpen.KERNEL * Sharpen.KERNEL / Sharpen.KERNEL_SUM);
        try (Tensor centre = batch.take(batch.numbers())) {
            ops.copy(in, centre);
            ops.scale(centre, Sharpen.EXTRA_CENTRE / Sharpen.KERNEL_SUM);
            ops.add(out, centre);
        }
    }
}
