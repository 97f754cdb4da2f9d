package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Wrap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads parts of a picture's rows, with pixels beyond its edges, for a {@link NarrowConvolution}.
 *
 * @param x {@code [1, H, W, Cin]}
 * @param wrap the directions with circular padding; zeros beyond the other edges
 * @param activation applied to what is read, repeated for all pixels of a part, or null
 * @param scratch where arrays are borrowed
 */
record NarrowRows(Tensor x, Wrap wrap, @Nullable Activation activation, Scratch scratch) {
    /**
     * Reads a part of a row.
     *
     * @param y the row, perhaps beyond the picture
     * @param left the first column, perhaps beyond the picture
     * @param pixels the number of pixels
     * @param target {@code [1, pixels or more, Cin]}, whose beginning is filled
     * @return whether there is such a row; otherwise nothing was read
     */
    boolean read(int y, int left, int pixels, Tensor target) {
        int height = (int) x.dimension(1);
        int width = (int) x.dimension(2);
        if (!wrap.down() && (y < 0 || y >= height)) {
            return false;
        }
        int channels = (int) x.dimension(3);
        float[] row = scratch.take(pixels * channels);
        long line = (long) Math.floorMod(y, height) * width;
        int first = Math.max(left, 0);
        int last = Math.min(left + pixels, width);
        x.read((line + first) * channels, row, (first - left) * channels, (last - first) * channels);
        for (int column = left; column < left + pixels; column++) {
            if (column < first || column >= last) {
                x.read((line + Math.floorMod(column, width)) * channels, row, (column - left) * channels, channels);
            }
        }
        if (activation != null) {
            float[] activated = scratch.take(pixels * channels);
            activation.apply(row, activated, pixels * channels);
            scratch.giveBack(activated);
        }
        if (!wrap.across()) {
            Arrays.fill(row, 0, (first - left) * channels, 0);
            Arrays.fill(row, (last - left) * channels, pixels * channels, 0);
        }
        target.write(0, row, 0, pixels * channels);
        scratch.giveBack(row);
        return true;
    }
}
