package io.github.congeal.internal.engine;

import io.github.congeal.internal.sketcher.Sketch;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** An easel for a {@link PixelCanvas}, whose cells take the colours of the decoded sketch. */
final class PixelEasel implements Easel {
    private final PixelCanvas canvas;
    private final VqganCodec codec;
    private final SketchGrid grid;
    private final Tensor initial;

    /**
     * Keeps the current parameters of the canvas as the initial ones.
     *
     * @param side the side of a sketch, in codes
     */
    PixelEasel(PixelCanvas canvas, VqganCodec codec, int side, Tape tape) {
        this.canvas = canvas;
        this.codec = codec;
        this.grid = new SketchGrid(canvas.rows(), canvas.columns(), side);
        this.initial = tape.take(canvas.parameters().shape());
        tape.kernels().copy(canvas.parameters(), initial);
    }

    @Override
    public int[] present(Sketch sketch) {
        return sketch.codes();
    }

    @Override
    public void draw(Sketch sketch, Sketch before) {
        float[] placed = codec.decode(sketch.guess(), canvas.size());
        if (placed.length == 0) {
            return;
        }
        boolean[] fresh = grid.fresh(sketch, before);
        for (int i = 0; i < fresh.length; i++) {
            if (fresh[i]) {
                canvas.paint(i, placed);
            }
        }
        canvas.approach(initial, placed, grid.open(sketch), InitialLatent.CLEARING);
    }

    @Override
    public void restore(Sketch sketch) {
        canvas.restore(initial, grid.open(sketch));
    }

    @Override
    public void state(State state) {
        state.tensor("initial", initial);
    }
}
