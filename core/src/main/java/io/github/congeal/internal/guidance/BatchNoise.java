package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Workers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link Noise} for a chunk of cutouts. It is drawn in Java, so that it is the same everywhere, and so has to travel. */
final class BatchNoise implements BatchTransform {
    private final List<@Nullable Transform> transforms;
    private final CutoutBatch batch;

    BatchNoise(Stage stage, CutoutBatch batch) {
        this.transforms = stage.transforms();
        this.batch = batch;
    }

    @Override
    public void forward(Tensor pixels) {
        int length = Math.toIntExact(batch.numbers());
        float[][] noise = new float[batch.count()][];
        Workers.all().run(noise.length, (worker, k) -> {
            if (transforms.get(k) instanceof Noise each && !batch.tape().isDry()) {
                noise[k] = new float[length];
                each.forward(new float[length], noise[k], batch.size());
            }
        });
        try (Tensor added = batch.take(length)) {
            batch.ops().fill(added, 0);
            for (int k = 0; k < noise.length; k++) {
                if (noise[k] != null) {
                    added.write((long) k * length, noise[k], 0, length);
                }
            }
            batch.ops().add(pixels, added);
        }
    }

    @Override
    public void backward(Tensor gradient) {
        // It passes as it is.
    }
}
