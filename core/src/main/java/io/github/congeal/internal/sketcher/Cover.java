package io.github.congeal.internal.sketcher;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Computes the alpha matte of an object drawn on white: everything that a flood fill of white from the border does not reach,
 * eroded by one pixel, since the outline is half white, and with a soft edge.
 */
final class Cover {
    /** The least brightness of a white background that was drawn by a VQGAN. */
    private static final double WHITE = 0.955;

    private static final int AROUND = 9;

    private Cover() {}

    /**
     * The matte of a square picture.
     *
     * @param picture {@code [side, side, 3]}, 0..1
     * @return the share of the object in each pixel, {@code [side, side]}, 0..1
     */
    static float[] of(float[] picture, int side) {
        boolean[] inside = withoutOutline(inside(picture, side), side);
        float[] cover = new float[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int covered = 0;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        covered += inside[within(y + dy, side) * side + within(x + dx, side)] ? 1 : 0;
                    }
                }
                cover[y * side + x] = (float) covered / AROUND;
            }
        }
        return cover;
    }

    private static int within(int place, int side) {
        return Math.min(Math.max(place, 0), side - 1);
    }

    private static boolean[] inside(float[] picture, int side) {
        boolean[] inside = new boolean[side * side];
        Arrays.fill(inside, true);
        ArrayDeque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < side; i++) {
            for (int pixel : new int[] {i, (side - 1) * side + i, i * side, i * side + side - 1}) {
                reach(pixel, picture, inside, open);
            }
        }
        while (!open.isEmpty()) {
            int pixel = open.remove();
            int x = pixel % side;
            if (x > 0) {
                reach(pixel - 1, picture, inside, open);
            }
            if (x < side - 1) {
                reach(pixel + 1, picture, inside, open);
            }
            if (pixel >= side) {
                reach(pixel - side, picture, inside, open);
            }
            if (pixel < side * (side - 1)) {
                reach(pixel + side, picture, inside, open);
            }
        }
        return inside;
    }

    private static void reach(int pixel, float[] picture, boolean[] inside, ArrayDeque<Integer> open) {
        if (inside[pixel] && Rgb.at(picture, pixel).darkest() > WHITE) {
            inside[pixel] = false;
            open.add(pixel);
        }
    }

    private static boolean[] withoutOutline(boolean[] inside, int side) {
        boolean[] core = new boolean[inside.length];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                core[y * side + x] = inside[y * side + x]
                        && inside[within(y - 1, side) * side + x]
                        && inside[within(y + 1, side) * side + x]
                        && inside[y * side + within(x - 1, side)]
                        && inside[y * side + within(x + 1, side)];
            }
        }
        return core;
    }
}
