package io.github.congeal.cuda.engine;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Window;
import java.util.List;

/** The windows of cutouts, as the kernels' structure {@code Cut}, and the tables of both axes. */
final class CutoutTables implements AutoCloseable {
    private static final int CUT_WORDS = 6;

    private final Table cuts;
    private final AxisTables down;
    private final AxisTables across;

    /**
     * Tables of windows.
     *
     * @param picture a tensor with the shape of the picture
     * @param size the cutouts' side
     */
    CutoutTables(Buffers buffers, List<Window> windows, Tensor picture, int size) {
        this.cuts = new Table(buffers, windows.size() * CUT_WORDS);
        this.down = new AxisTables(
                buffers, windows.stream().map(Window::down).toList(), Math.toIntExact(picture.dimension(1)), size);
        this.across = new AxisTables(
                buffers, windows.stream().map(Window::across).toList(), Math.toIntExact(picture.dimension(2)), size);
        for (Window window : windows) {
            cuts.integer(window.x())
                    .integer(window.y())
                    .integer(window.width())
                    .integer(window.height())
                    .integer(window.mirrored() ? 1 : 0)
                    .integer(window.maximal() ? 1 : 0);
        }
        cuts.send();
    }

    /** The windows. */
    Tensor cuts() {
        return cuts.tensor();
    }

    /** The resampling along the height. */
    AxisTables down() {
        return down;
    }

    /** The resampling along the width. */
    AxisTables across() {
        return across;
    }

    @Override
    public void close() {
        cuts.close();
        down.close();
        across.close();
    }
}
