package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Wrap;

/**
 * Shifts seamless tiles so that their edges lie inside a block of the VQGAN. Adjacent pixels differ most at the borders of
 * blocks, and without the shift copies of a tile would meet there. Other pictures are not shifted.
 *
 * @param wrap the directions in which pictures are periodic
 * @param distance the shift of the VQGAN's picture, in pixels
 */
record TileOrigin(Wrap wrap, int distance) {
    private static final int COLOURS = 3;

    /** The shift for a VQGAN of factor f: the edge lies between two pixels that its last upsampling makes of one. */
    static TileOrigin of(Wrap wrap, int factor) {
        return new TileOrigin(wrap, Math.max(factor / 2 - 1, 0));
    }

    /** Whether nothing is shifted. */
    boolean isPlain() {
        return wrap == Wrap.NONE || distance == 0;
    }

    /** Shifts a picture of the VQGAN, {@code [1, H, W, 3]}, to the picture that is shown. */
    void show(Tensor drawn, Tensor shown, Tape tape) {
        move(drawn, distance, shown, tape);
    }

    /** Shifts a picture that is shown, or its gradient, back to the VQGAN's picture; it is taken over. */
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
     * Shifts a picture that is shown back to the VQGAN's picture.
     *
     * @param shown {@code [H, W, 3]}
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
