package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.PixelMap;

/**
 * Places in a cutout that is reflected at its edges again and again.
 *
 * @param map the places before
 * @param repeating whether the outermost pixels come twice, as in torch's {@code grid_sample}, and not once, as in its
 *     {@code pad}
 */
record Reflected(PixelMap map, boolean repeating) implements PixelMap {
    @Override
    public void place(int size, float[] x, float[] y) {
        map.place(size, x, y);
        for (int i = 0; i < size * size; i++) {
            x[i] = (float) reflect(x[i], size);
            y[i] = (float) reflect(y[i], size);
        }
    }

    private double reflect(double place, int size) {
        double first = repeating ? -0.5 : 0;
        double length = size - 1 - 2 * first;
        if (length == 0) {
            return 0;
        }
        double along = Math.abs(place - first) % (2 * length);
        double folded = first + (along > length ? 2 * length - along : along);
        return Math.min(Math.max(folded, 0), size - 1.0);
    }
}
