package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.sketcher.Sketch;
import io.github.congeal.internal.tensor.State;

/**
 * An easel for a canvas, or a patch of it, whose size differs from the sketch's. The decoded sketch is resized to the largest
 * square in the centre of the patch, with its edge pixels repeated around it, and encoded again. Undecided codes are decoded
 * with their guessed values, since a VQGAN's codes depend on their surroundings.
 */
final class FittedEasel implements Easel {
    private final CodedCanvas canvas;
    private final InitialLatent initial;
    private final VqganCodec codec;
    private final SketchGrid grid;
    private final Patch patch;

    /** An easel for a sketch of {@code side} x {@code side} codes on a patch of a canvas. */
    FittedEasel(CodedCanvas canvas, InitialLatent initial, VqganCodec codec, int side, Patch patch) {
        this.canvas = canvas;
        this.initial = initial;
        this.codec = codec;
        this.grid = new SketchGrid(patch.rows(), patch.columns(), side);
        this.patch = patch;
    }

    /** The drawn codes: those of the canvas, resized back to the square, would become more blurred with each pass. */
    @Override
    public int[] present(Sketch sketch) {
        return sketch.codes();
    }

    @Override
    public void draw(Sketch sketch, Sketch before) {
        PictureSize size = patch.size(codec.vqgan().factor());
        float[] placed = codec.decode(sketch.guess(), size);
        int[] codes = patch.spread(codec.encode(placed, size.height(), size.width()));
        canvas.put(codes, patch.spread(grid.fresh(sketch, before)));
        initial.approach(codes, patch.spread(grid.open(sketch)));
    }

    @Override
    public void restore(Sketch sketch) {
        initial.restore(patch.spread(grid.open(sketch)));
    }

    @Override
    public void state(State state) {
        initial.state(state);
    }
}
