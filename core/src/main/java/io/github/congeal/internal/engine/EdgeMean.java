package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PictureSize;

/** The mean colour of a picture's outermost pixels, with which its surroundings are filled. */
final class EdgeMean {
    private EdgeMean() {}

    /**
     * The mean of each channel over the outermost pixels, {@code [channels]}.
     *
     * @param picture {@code [H, W, C]}
     */
    static float[] of(float[] picture, PictureSize size, int channels) {
        double[] sum = new double[channels];
        int count = 0;
        for (int y = 0; y < size.height(); y++) {
            boolean whole = y == 0 || y == size.height() - 1;
            int step = whole ? 1 : Math.max(size.width() - 1, 1);
            for (int x = 0; x < size.width(); x += step) {
                for (int c = 0; c < channels; c++) {
                    sum[c] += picture[(y * size.width() + x) * channels + c];
                }
                count++;
            }
        }
        float[] mean = new float[channels];
        for (int c = 0; c < channels; c++) {
            mean[c] = (float) (sum[c] / count);
        }
        return mean;
    }
}
