package io.github.congeal.internal.tensor.host;

import java.util.Arrays;

/** Adds up two kinds of float32 sums per channel over the pixels and parts of a picture, in float64. */
final class ChannelSums {
    private ChannelSums() {}

    /**
     * Adds up the pixels of a part.
     *
     * @param sums {@code [pixels, C]}, of which the first {@code count} numbers are added
     * @param into overwritten from index {@code at} on, {@code [C]}
     */
    static void ofPixels(float[] sums, int count, int channels, double[] into, int at) {
        Arrays.fill(into, at, at + channels, 0);
        for (int pixel = 0; pixel < count; pixel += channels) {
            for (int c = 0; c < channels; c++) {
                into[at + c] += sums[pixel + c];
            }
        }
    }

    /**
     * Adds up the parts, in their order and not in that of their completion, so that the sums are reproducible.
     *
     * @param parts {@code [parts, 2, C]}
     * @param total {@code [2, C]}, overwritten
     */
    static void ofParts(double[] parts, double[][] total) {
        int channels = total[0].length;
        Arrays.fill(total[0], 0);
        Arrays.fill(total[1], 0);
        for (int from = 0; from < parts.length; from += 2 * channels) {
            for (int c = 0; c < channels; c++) {
                total[0][c] += parts[from + c];
                total[1][c] += parts[from + channels + c];
            }
        }
    }
}
