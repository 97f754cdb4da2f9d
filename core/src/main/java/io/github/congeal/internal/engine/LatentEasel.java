package io.github.congeal.internal.engine;

import io.github.congeal.internal.sketcher.Sketch;

/**
 * A square that is as large as the canvas: each code is a place of the latent.
 *
 * @param canvas with as many codes as a sketch has
 */
record LatentEasel(LatentCanvas canvas) implements Easel {
    @Override
    public int[] present(Sketch sketch) {
        return canvas.codes();
    }

    /** Where the canvas shows a code already, its latent stays where the optimisation has brought it. */
    @Override
    public void draw(Sketch sketch, Sketch before) {
        int[] codes = canvas.codes();
        boolean[] changed = new boolean[codes.length];
        for (int i = 0; i < codes.length; i++) {
            if (sketch.isDecided(i) && codes[i] != sketch.codes()[i]) {
                codes[i] = sketch.codes()[i];
                changed[i] = true;
            }
        }
        canvas.put(codes, changed);
    }
}
