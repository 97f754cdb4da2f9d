package io.github.congeal.internal.sketcher;

import java.util.Arrays;
import java.util.List;

/** Lays drawings out where things shall stand: their pictures, shrunk onto white, as codes again. */
final class Layout {
    private static final int COLOURS = 3;
    private static final float WHITE = 1;

    private final Codec codec;

    Layout(Codec codec) {
        this.codec = codec;
    }

    /**
     * The codes of drawings at spots.
     *
     * @param drawings the codes of one for each spot, or of one for all
     */
    int[] codes(List<int[]> drawings, List<Spot> spots) {
        List<float[]> pictures = drawings.stream().map(codec::decode).toList();
        int side = (int) Math.round(Math.sqrt(pictures.get(0).length / (double) COLOURS));
        float[] canvas = new float[side * side * COLOURS];
        Arrays.fill(canvas, WHITE);
        for (int i = 0; i < spots.size(); i++) {
            put(pictures.get(Math.min(i, pictures.size() - 1)), spots.get(i), canvas, side);
        }
        return codec.encode(canvas);
    }

    private static void put(float[] picture, Spot spot, float[] canvas, int side) {
        int small = (int) Math.rint(side * spot.extent() / Spot.DRAWN);
        int left = begin(side, spot.x(), small);
        int top = begin(side, spot.y(), small);
        float[] shrunk = new BicubicResize(side, small).resize(picture);
        for (int y = Math.max(top, 0); y < Math.min(top + small, side); y++) {
            for (int x = Math.max(left, 0); x < Math.min(left + small, side); x++) {
                for (int c = 0; c < COLOURS; c++) {
                    float value = Math.min(Math.max(shrunk[((y - top) * small + x - left) * COLOURS + c], 0), 1);
                    int at = (y * side + x) * COLOURS + c;
                    // White margins cover nothing.
                    canvas[at] = Math.min(canvas[at], value);
                }
            }
        }
    }

    private static int begin(int side, double middle, int extent) {
        return (int) Math.rint(side * (1 + middle) / 2 - extent / 2.0);
    }
}
