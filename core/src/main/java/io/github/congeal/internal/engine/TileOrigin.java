package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Wrap;

/**
 * Places the origin of a tile inside a block of the VQGAN. Neighbouring pixels differ most at the borders of blocks,
 * and copies of a tile would meet there if the tile began where the VQGAN begins. Pictures that are not tiles are not
 * moved.
 *
 * @param wrap where pictures go on at their opposite sides
 * @param distance by how many pixels what the VQGAN draws is moved
 */
record TileOrigin(Wrap wrap, int distance) {
    private static final int COLOURS = 3;

    /** For a VQGAN with blocks of so many pixels: between two pixels that its last enlargement makes of one. */
    static TileOrigin of(Wrap wrap, int factor) {
        return new TileOrigin(wrap, Math.max(factor / 2 - 1, 0));
    }

    /** Whether nothing is moved. */
    boolean isPlain() {
        return wrap == Wrap.NONE || distance == 0;
    }

    /** Moves a picture {@code [1, H, W, 3]} to where it is shown. */
    void show(Tensor drawn, Tensor shown, Tape tape) {
        move(drawn, distance, shown, tape);
    }

    /** A picture that is shown, or a gradient with respect to it, as the VQGAN sees it; it is taken over. */
    Tensor drawn(Tensor shown, Tape tape) {
        if (isPlain()) {
            return shown;
        }
        Tensor drawn = tape.take(shown.precision(), shown.shape());
        try (shown) {
            move(shown, -distance, drawn, tape);
        }
        return drawn;
    }

    private void move(Tensor from, int pixels, Tensor to, Tape tape) {
        long down = wrap.down() ? Math.floorMod(pixels, from.dimension(1)) : 0;
        long across = wrap.across() ? Math.floorMod(pixels, from.dimension(2)) : 0;
        tape.kernels().roll(from, down, across, to);
    }

    /**
     * A picture that is shown, as the VQGAN sees it.
     *
     * @param shown {@code [height, width, 3]}
     */
    float[] drawn(float[] shown, int height, int width) {
        if (isPlain()) {
            return shown;
        }
        int down = wrap.down() ? distance : 0;
        int across = wrap.across() ? distance : 0;
        float[] drawn = new float[shown.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = ((y + down) % height * width + (x + across) % width) * COLOURS;
                System.arraycopy(shown, from, drawn, (y * width + x) * COLOURS, COLOURS);
            }
        }
        return drawn;
    }
}
