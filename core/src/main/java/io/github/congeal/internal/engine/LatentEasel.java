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

    /** Where the canvas shows a code already, its latent stays where the optimisation has brought it. */
    @Override
    public void draw(int[] codes, boolean[] decided) {
        int[] present = canvas.codes();
        boolean[] changed = decided.clone();
        for (int i = 0; i < codes.length; i++) {
            changed[i] &= codes[i] != present[i];
        }
        canvas.put(codes, changed);
    }
}
