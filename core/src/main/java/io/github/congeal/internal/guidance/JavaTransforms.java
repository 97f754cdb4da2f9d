package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Transforms that know no other way than Java: for them, the cutouts that they concern travel there and back. */
final class JavaTransforms implements BatchTransform {
    private final List<@Nullable Transform> transforms;
    private final int size;
    private final float[][] inputs;

    JavaTransforms(Stage stage, CutoutBatch batch) {
        this.transforms = stage.transforms();
        this.size = batch.size();
        this.inputs = new float[transforms.size()][];
    }

    @Override
    public void forward(Tensor pixels) {
        for (int k = 0; k < inputs.length; k++) {
            Transform transform = transforms.get(k);
            if (transform != null) {
                Tensor cutout = pixels.slice(k);
                float[] in = cutout.toFloats();
                float[] out = new float[in.length];
                transform.forward(in, out, size);
                cutout.write(0, out, 0, out.length);
                inputs[k] = in;
            }
        }
    }

    @Override
    public void backward(Tensor gradient) {
        for (int k = 0; k < inputs.length; k++) {
            Transform transform = transforms.get(k);
            if (transform != null) {
                Tensor cutout = gradient.slice(k);
                float[] in = new float[inputs[k].length];
                transform.backward(inputs[k], cutout.toFloats(), in, size);
                cutout.write(0, in, 0, in.length);
            }
        }
    }
}
