package io.github.congeal.cuda.engine;

import io.github.congeal.internal.tensor.HostArrays;
import io.github.congeal.internal.tensor.NoiseSource;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Workers;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The noise of cutouts. It is drawn by all threads of the host, and sent while others are still drawing. Meanwhile the GPU
 * executes work submitted before, which is most of a step.
 *
 * @param kernels the kernels of the run
 */
record AddedNoise(GpuPrimitives kernels) {
    void add(List<@Nullable NoiseSource> sources, Tensor pixels) {
        try (Tensor noise = kernels.buffers().take(pixels.shape())) {
            if (sources.stream().anyMatch(Objects::isNull)) {
                kernels.fill(noise, 0);
            }
            if (!kernels.launch().isDry()) {
                draw(sources, Math.toIntExact(pixels.length() / sources.size()), noise);
            }
            kernels.add(pixels, noise);
        }
    }

    private void draw(List<@Nullable NoiseSource> sources, int length, Tensor noise) {
        HostArrays arrays = kernels.buffers().hostArrays();
        Workers workers = kernels.buffers().device().workers();
        float[][] drawn = new float[Math.min(workers.count(), sources.size())][];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = arrays.takeFloats(length);
        }
        workers.run(sources.size(), (worker, k) -> {
            NoiseSource source = sources.get(k);
            if (source != null) {
                source.draw(drawn[worker]);
                noise.write((long) k * length, drawn[worker], 0, length);
            }
        });
        for (float[] each : drawn) {
            arrays.giveBack(each);
        }
    }
}
