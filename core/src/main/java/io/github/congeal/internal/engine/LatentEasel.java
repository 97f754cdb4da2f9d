package io.github.congeal.internal.engine;

import io.github.congeal.internal.sketcher.Sketch;
import io.github.congeal.internal.tensor.State;

/**
 * An easel for a canvas with as many codes as the sketch, which are put there unchanged.
 *
 * @param canvas with as many codes as a sketch has
 * @param initial the initial parameters of the canvas
 */
record LatentEasel(CodedCanvas canvas, InitialLatent initial) implements Easel {
    @Override
    public int[] present(Sketch sketch) {
        return canvas.codes();
    }

    /** Keeps the optimised parameters where the canvas already shows the decided code. */
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
        initial.approach(sketch.guess(), open(sketch));
    }

    @Override
    public void restore(Sketch sketch) {
        initial.restore(open(sketch));
    }

    private static boolean[] open(Sketch sketch) {
        boolean[] open = new boolean[sketch.codes().length];
        for (int i = 0; i < open.length; i++) {
            open[i] = !sketch.isDecided(i);
        }
        return open;
    }

    @Override
    public void state(State state) {
        initial.state(state);
    }
}
