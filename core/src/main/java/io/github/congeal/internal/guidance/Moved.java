package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Homography;
import io.github.congeal.internal.tensor.PixelMap;

/**
 * Computes the positions of a homography one by one, for ways of filling the area outside that a {@link Sample} does
 * not support.
 *
 * @param source maps a pixel of the result to its position in the source
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
