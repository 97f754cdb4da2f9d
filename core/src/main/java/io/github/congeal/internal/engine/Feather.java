package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PictureSize;

/**
 * Softens a mask from its edge inwards; what is outside stays outside.
 *
 * @param width over how many pixels
 */
record Feather(double width) {
    /** The distance to a neighbour in a corner, of which that of two steps is made up to an error of some per cent. */
    private static final float DIAGONAL = (float) Math.sqrt(2);

    /**
     * A mask with a soft edge.
     *
     * @param mask {@code [height, width]}, 0 outside
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

    /** How far each pixel is from the nearest one outside, in steps to neighbours; the frame's edge is none. */
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

    /** Compares with the neighbours of the row before and the one beside, or of the row after and the other one beside. */
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
