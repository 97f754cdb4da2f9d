package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Homography;
import io.github.congeal.internal.tensor.SamplePadding;
import java.util.Arrays;

/**
 * Warps a cutout {@code [size, size, 3]} by a homography, with bilinear interpolation.
 *
 * @param padding what is read outside of the source
 */
record HostSample(SamplePadding padding) {
    void forward(Homography source, float[] in, float[] out, int size) {
        warp(source, in, out, size, false);
    }

    void backward(Homography source, float[] outGradient, float[] inGradient, int size) {
        Arrays.fill(inGradient, 0f);
        warp(source, inGradient, outGradient, size, true);
    }

    /**
     * For each pixel of the result, either interpolates it from the source or, transposed, adds it to the pixels of the
     * source with their weights.
     */
    private void warp(Homography source, float[] atSource, float[] atResult, int size, boolean transposed) {
        double a = source.at(0, 0);
        double d = source.at(1, 0);
        double g = source.at(2, 0);
        for (int y = 0, o = 0; y < size; y++) {
            double rowX = source.at(0, 1) * y + source.at(0, 2);
            double rowY = source.at(1, 1) * y + source.at(1, 2);
            double rowZ = source.at(2, 1) * y + source.at(2, 2);
            for (int x = 0; x < size; x++, o += 3) {
                double z = g * x + rowZ;
                double sourceX = (a * x + rowX) / z;
                double sourceY = (d * x + rowY) / z;
                if (padding == SamplePadding.BORDER) {
                    sourceX = Math.min(Math.max(sourceX, 0), size - 1);
                    sourceY = Math.min(Math.max(sourceY, 0), size - 1);
                } else if (!(sourceX > -1 && sourceX < size && sourceY > -1 && sourceY < size)) {
                    if (!transposed) {
                        atResult[o] = atResult[o + 1] = atResult[o + 2] = 0;
                    }
                    continue;
                }
                // Both are above -1, so truncation after adding 1 is a floor.
                int left = (int) (sourceX + 1) - 1;
                int top = (int) (sourceY + 1) - 1;
                float right = (float) (sourceX - left);
                float bottom = (float) (sourceY - top);
                float keepLeft = left >= 0 ? 1 - right : 0;
                float keepTop = top >= 0 ? 1 - bottom : 0;
                right = left + 1 < size ? right : 0;
                bottom = top + 1 < size ? bottom : 0;
                int x0 = Math.max(left, 0) * 3;
                int x1 = Math.min(left + 1, size - 1) * 3;
                int y0 = Math.max(top, 0) * size * 3;
                int y1 = Math.min(top + 1, size - 1) * size * 3;
                float w00 = keepTop * keepLeft;
                float w01 = keepTop * right;
                float w10 = bottom * keepLeft;
                float w11 = bottom * right;
                for (int c = 0; c < 3; c++) {
                    if (transposed) {
                        float value = atResult[o + c];
                        atSource[y0 + x0 + c] += w00 * value;
                        atSource[y0 + x1 + c] += w01 * value;
                        atSource[y1 + x0 + c] += w10 * value;
                        atSource[y1 + x1 + c] += w11 * value;
                    } else {
                        atResult[o + c] = w00 * atSource[y0 + x0 + c]
                                + w01 * atSource[y0 + x1 + c]
                                + w10 * atSource[y1 + x0 + c]
                                + w11 * atSource[y1 + x1 + c];
                    }
                }
            }
        }
    }
}
