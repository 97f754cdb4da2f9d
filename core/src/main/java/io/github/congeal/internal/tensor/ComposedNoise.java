package io.github.congeal.internal.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link CutoutKernels#noise}: drawn in Java, copied to the device and added there. */
record ComposedNoise(Movements kernels) {
    void forward(Tensor pixels, List<@Nullable NoiseSource> sources) {
        int length = Math.toIntExact(pixels.length() / sources.size());
        try (Tensor added = kernels.buffers().take(pixels.shape())) {
            kernels.fill(added, 0);
            if (!kernels.buffers().isDry()) {
                draw(sources, length, added);
            }
            kernels.add(pixels, added);
        }
    }

    /** Draws the noise of all cutouts in parallel, since drawing takes longer than copying. */
    private void draw(List<@Nullable NoiseSource> sources, int length, Tensor added) {
        HostArrays arrays = kernels.buffers().hostArrays();
        float[][] noise = new float[sources.size()][];
        for (int k = 0; k < noise.length; k++) {
            noise[k] = sources.get(k) == null ? null : arrays.takeFloats(length);
        }
        kernels.buffers().device().workers().run(noise.length, (worker, k) -> {
            NoiseSource source = sources.get(k);
            if (source != null) {
                source.draw(noise[k]);
            }
        });
        for (int k = 0; k < noise.length; k++) {
            if (noise[k] != null) {
                added.write((long) k * length, noise[k], 0, length);
                arrays.giveBack(noise[k]);
            }
        }
    }
}
