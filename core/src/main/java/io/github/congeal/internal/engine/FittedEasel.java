package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.sketcher.Sketch;
import io.github.congeal.internal.tensor.State;

/**
 * A square whose size differs from that of the canvas, or of a patch of it. What is drawn on it is scaled to the
 * largest square in the patch's centre and encoded again. Undecided codes are encoded with their guessed values, since
 * a VQGAN's codes depend on their surroundings. Around the square its outermost pixels are repeated.
 */
final class FittedEasel implements Easel {
    private final CodedCanvas canvas;
    private final InitialLatent initial;
    private final VqganCodec codec;
    private final SketchGrid grid;
    private final Patch patch;

    /** A square of so many codes in each direction, on a patch of a canvas. */
    FittedEasel(CodedCanvas canvas, InitialLatent initial, VqganCodec codec, int side, Patch patch) {
        this.canvas = canvas;
        this.initial = initial;
        this.codec = codec;
        this.grid = new SketchGrid(patch.rows(), patch.columns(), side);
        this.patch = patch;
    }

    /** The codes that were drawn: those of the canvas, brought back to the square, would be blurred more in each pass. */
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
