package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.PixelMap;

/**
 * Positions in a cutout that is continued outside by repeated reflection at its edges.
 *
 * @param map the positions before the reflection
 * @param repeating whether a reflection repeats the outermost pixels, as in torch's {@code grid_sample}, or not, as in
 *     its {@code pad}
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
