package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Tensor;

/** {@link ClampWithGradient} for a chunk of cutouts. */
final class BatchClamp implements BatchTransform {
    private final CutoutBatch batch;
    private final Tensor concerned;
    private final Tensor input;

    BatchClamp(Stage stage, CutoutBatch batch) {
        this.batch = batch;
        this.concerned = batch.numbers(stage.transforms(), transform -> 1, 0);
        this.input = batch.take(batch.numbers());
    }

    @Override
    public void forward(Tensor pixels) {
        batch.ops().copy(pixels, input);
        try (Tensor clamped = batch.take(batch.numbers())) {
            batch.ops().clamp(pixels, 0, 1, clamped);
            batch.replace(pixels, clamped, concerned);
        }
    }

    @Override
    public void backward(Tensor gradient) {
        try (Tensor held = batch.take(batch.numbers())) {
            batch.ops().copy(gradient, held);
            batch.ops().clampBackward(input, held);
            batch.replace(gradient, held, concerned);
        }
    }

    @Override
    public void close() {
        concerned.close();
        input.close();
    }
}
