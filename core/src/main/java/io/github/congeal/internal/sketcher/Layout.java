package io.github.congeal.internal.sketcher;

import java.util.List;
import java.util.Optional;

/**
 * Arranges drawings in a picture: they are cut out of their white background, recoloured if wanted, and pasted on another
 * background.
 *
 * @param side the side of the picture, in pixels
 */
record Layout(int side) {
    private static final int COLOURS = 3;
    private static final int LAYERS = 4;

    /**
     * A drawing, cut out.
     *
     * @param picture {@code [side, side, 3]}, 0..1
     * @param cover the alpha matte, {@code [side, side]}, 0..1
     * @param recoloured whether it has another colour than in the book
     */
    record Cutting(float[] picture, float[] cover, boolean recoloured) {}

    /**
     * Cuts a drawing out, recoloured if the object has another colour.
     *
     * @param picture the drawing on white, {@code [side, side, 3]}, 0..1
     * @param name the name of the drawing
     */
    Cutting cut(float[] picture, Thing thing, String name) {
        float[] cover = Cover.of(picture, side);
        Optional<Paint> wanted =
                thing.paint().filter(paint -> !List.of(name.split(" ")).contains(paint.name()));
        if (wanted.isPresent()) {
            Recolouring recolouring = new Recolouring(picture, cover);
            if (!wanted.get().looksLike(Paint.nearest(recolouring.mainColour()))) {
                return new Cutting(recolouring.with(wanted.get()), cover, true);
            }
        }
        return new Cutting(picture, cover, false);
    }

    /**
     * Paints cuttings at spots.
     *
     * @param cuttings one for each spot, or one for all
     * @param canvas the background, {@code [side, side, 3]}, painted in place
     */
    void paint(List<Cutting> cuttings, List<Spot> spots, boolean mirrored, float[] canvas) {
        List<float[]> layers =
                cuttings.stream().map(cutting -> layer(cutting, mirrored)).toList();
        for (int i = 0; i < spots.size(); i++) {
            put(layers.get(Math.min(i, layers.size() - 1)), spots.get(i), canvas);
        }
    }

    /** Premultiplied colours and alpha, {@code [side, side, 4]}. */
    private float[] layer(Cutting cutting, boolean mirrored) {
        float[] layer = new float[side * side * LAYERS];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int from = y * side + (mirrored ? side - 1 - x : x);
                int to = (y * side + x) * LAYERS;
                float cover = cutting.cover()[from];
                for (int c = 0; c < COLOURS; c++) {
                    layer[to + c] = cutting.picture()[from * COLOURS + c] * cover;
                }
                layer[to + COLOURS] = cover;
            }
        }
        return layer;
    }

    private void put(float[] layer, Spot spot, float[] canvas) {
        int small = (int) Math.rint(side * spot.extent() / Spot.DRAWN);
        int left = begin(spot.x(), small);
        int top = begin(spot.y(), small);
        float[] shrunk = small == side ? layer : new BicubicResize(side, small, LAYERS).resize(layer);
        for (int y = Math.max(top, 0); y < Math.min(top + small, side); y++) {
            for (int x = Math.max(left, 0); x < Math.min(left + small, side); x++) {
                int from = ((y - top) * small + x - left) * LAYERS;
                float bare = 1 - within(shrunk[from + COLOURS]);
                for (int c = 0; c < COLOURS; c++) {
                    int at = (y * side + x) * COLOURS + c;
                    canvas[at] = within(within(shrunk[from + c]) + canvas[at] * bare);
                }
            }
        }
    }

    private static float within(float value) {
        return Math.min(Math.max(value, 0), 1);
    }

    private int begin(double middle, int extent) {
        return (int) Math.rint(side * (1 + middle) / 2 - extent / 2.0);
    }
}
