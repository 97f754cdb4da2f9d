package io.github.congeal.internal.engine;

/**
 * A square that is as large as the canvas: each code is a place of the latent.
 *
 * @param canvas with as many codes as a sketch has
 */
record LatentEasel(LatentCanvas canvas) implements Easel {
    @Override
    public int[] codes() {
        return canvas.codes();
    }

    @Override
    public void draw(int[] codes, boolean[] isNew) {
        canvas.put(codes, isNew);
    }
}
