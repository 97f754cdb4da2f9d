package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PictureSize;

/**
 * Softens a mask from its edge inwards; pixels outside of the mask stay 0.
 *
 * @param width the width of the transition, in pixels
 */
record Feather(double width) {
    /** The distance to a diagonal neighbour; sums of such steps differ from the true distance by a few per cent. */
    private static final float DIAGONAL = (float) Math.sqrt(2);

    /**
     * A mask with a soft edge.
     *
     * @param mask {@code [H, W]}, 0 outside
     */
    float[] of(float[] mask, PictureSize size) {
        float[] distance = distances(mask, size);
        float[] soft = new float[mask.length];
        for (int i = 0; i < mask.length; i++) {
            double part = Math.min(distance[i] / (width + 1), 1);
            soft[i] = (float) (mask[i] * part * part * (3 - 2 * part));
        }
        return soft;
    }

    /** The chamfer distance of each pixel to the nearest one outside of the mask; the frame's edge does not count. */
    private static float[] distances(float[] mask, PictureSize size) {
        int columns = size.width();
        float[] distance = new float[mask.length];
        for (int i = 0; i < mask.length; i++) {
            distance[i] = mask[i] > 0 ? Float.MAX_VALUE : 0;
        }
        for (int i = 0; i < mask.length; i++) {
            approach(distance, i, -1, columns);
        }
        for (int i = mask.length - 1; i >= 0; i--) {
            approach(distance, i, 1, columns);
        }
        return distance;
    }

    /** Takes the minimum over the previous row and the previous pixel (side -1), or over the next ones (side 1). */
    private static void approach(float[] distance, int i, int side, int columns) {
        int x = i % columns;
        int row = i + side * columns;
        float least = distance[i];
        if (x + side >= 0 && x + side < columns) {
            least = Math.min(least, distance[i + side] + 1);
        }
        if (row >= 0 && row < distance.length) {
            least = Math.min(least, distance[row] + 1);
            least = x > 0 ? Math.min(least, distance[row - 1] + DIAGONAL) : least;
            least = x + 1 < columns ? Math.min(least, distance[row + 1] + DIAGONAL) : least;
        }
        distance[i] = least;
    }
}
