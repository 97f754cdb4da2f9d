package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Homography;
import io.github.congeal.internal.tensor.PixelMap;

/**
 * Computes the places of a homography one by one, where the area outside needs more than a {@link Sample} can do.
 *
 * @param source from a pixel of the result to its place in the source
 */
record Moved(Homography source) implements PixelMap {
    @Override
    public void place(int size, float[] x, float[] y) {
        for (int i = 0; i < size * size; i++) {
            double[] place = source.apply(i % size, i / size);
            x[i] = (float) place[0];
            y[i] = (float) place[1];
        }
    }
}
