package io.github.congeal.cuda.engine;

import io.github.congeal.internal.tensor.Homography;
import io.github.congeal.internal.tensor.SamplePadding;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Warps cutouts by homographies, and its gradient.
 *
 * @param kernels the kernels of the run
 */
record Sampling(GpuPrimitives kernels) {
    private static final int ENTRIES = 9;
    private static final int WORDS = 2 * ENTRIES + 5;
    /** Coordinates are clamped to this: far outside any cutout, and float32 still tells neighbouring pixels apart. */
    private static final double FAR = 1e5;

    void run(String kernel, Tensor pixels, List<@Nullable Homography> sources, SamplePadding padding) {
        int size = Math.toIntExact(pixels.dimension(1));
        try (Table maps = new Table(kernels.buffers(), sources.size() * WORDS);
                Tensor result = kernels.buffers().take(pixels.shape())) {
            for (int k = 0; k < sources.size(); k++) {
                write(sources.get(k), (size - 1) / 2.0, maps);
            }
            long count = pixels.length() / 3;
            kernels.launch(kernel, pixels, maps.send(), result)
                    .integer(size)
                    .integer(padding == SamplePadding.BORDER ? 1 : 0)
                    .whole(count)
                    .each(count);
            kernels.copy(result, pixels);
        }
    }

    /** Writes a map and its inverse, in coordinates relative to the middle, and the bounds of what it reads. */
    private static void write(@Nullable Homography source, double middle, Table table) {
        if (source == null) {
            for (int i = 0; i < WORDS; i++) {
                table.integer(0);
            }
            return;
        }
        Homography fromMiddle = Homography.scaleThenShift(1, middle);
        Homography map = fromMiddle.inverse().after(source).after(fromMiddle);
        entries(map, table);
        entries(map.inverse(), table);
        double[] bounds = {-middle, middle, -middle, middle};
        for (int corner = 0; corner < 4; corner++) {
            double[] place = map.apply(corner % 2 == 0 ? -middle : middle, corner / 2 == 0 ? -middle : middle);
            bounds[0] = Math.max(-FAR, Math.min(bounds[0], place[0] - 1));
            bounds[1] = Math.min(FAR, Math.max(bounds[1], place[0] + 1));
            bounds[2] = Math.max(-FAR, Math.min(bounds[2], place[1] - 1));
            bounds[3] = Math.min(FAR, Math.max(bounds[3], place[1] + 1));
        }
        for (double bound : bounds) {
            table.real(bound);
        }
        table.integer(1);
    }

    /** Writes the entries of a map divided by the last one, so that they are of a size that float32 represents well. */
    private static void entries(Homography map, Table table) {
        for (int i = 0; i < ENTRIES; i++) {
            table.real(map.at(i / 3, i % 3) / map.at(2, 2));
        }
    }
}
