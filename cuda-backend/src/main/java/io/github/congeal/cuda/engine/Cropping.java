package io.github.congeal.cuda.engine;

import io.github.congeal.internal.tensor.AxisResampler;
import io.github.congeal.internal.tensor.BandedMap;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Window;
import java.util.List;

/** Cuts windows out of a picture, first their rows and then their columns, and takes the gradients back. */
final class Cropping implements AutoCloseable {
    private static final int CUT_WORDS = 4;
    private static final int RUN_WORDS = 3;
    private static final int REACH_WORDS = 2;

    private final GpuPrimitives kernels;
    private final List<Window> windows;
    private final int width;
    private final int size;
    /** The side of the largest window that there can be. */
    private final int widest;

    private final Table cuts;
    private final Table runs;
    private final Table weights;
    private final Table reaches;
    private final Tensor middle;

    /**
     * Windows of pictures.
     *
     * @param size the cutouts' side
     */
    Cropping(GpuPrimitives kernels, List<Window> windows, Tensor picture, int size) {
        int height = Math.toIntExact(picture.dimension(1));
        int count = windows.size();
        this.kernels = kernels;
        this.windows = windows;
        this.width = Math.toIntExact(picture.dimension(2));
        this.size = size;
        this.widest = Math.min(height, width);
        int room = AxisResampler.widest(widest, size);
        this.cuts = new Table(kernels.buffers(), count * CUT_WORDS);
        this.runs = new Table(kernels.buffers(), count * size * RUN_WORDS);
        this.weights = new Table(kernels.buffers(), count * size * room);
        this.reaches = new Table(kernels.buffers(), count * widest * REACH_WORDS);
        this.middle = kernels.buffers().take(count, size, widest, 3);
        write(room);
    }

    /** Whether all windows are squares. */
    static boolean suits(List<Window> windows) {
        return windows.stream().allMatch(window -> window.across().equals(window.down()));
    }

    private void write(int room) {
        for (int k = 0; k < windows.size(); k++) {
            Window window = windows.get(k);
            BandedMap forward = window.across().forward();
            BandedMap backward = window.across().backward();
            cuts.integer(window.x()).integer(window.y()).integer(window.width()).integer(window.mirrored() ? 1 : 0);
            for (int i = 0; i < size; i++) {
                int start = (k * size + i) * room;
                runs.integer(forward.first(i)).integer(forward.length(i)).integer(start);
                forward.copyRun(i, weights.words(), start);
            }
            reaches.at(k * widest * REACH_WORDS);
            for (int x = 0; x < window.width(); x++) {
                reaches.integer(backward.first(x)).integer(backward.length(x));
            }
        }
    }

    void forward(Tensor picture, Tensor pixels) {
        Tensor cutTable = cuts.send();
        Tensor runTable = runs.send();
        Tensor weightTable = weights.send();
        kernels.launch("crop_rows", picture, cutTable, runTable, weightTable, middle)
                .integer(width)
                .integer(size)
                .integer(widest)
                .whole(middle.length())
                .each(middle.length());
        kernels.launch("crop_columns", middle, cutTable, runTable, weightTable, pixels)
                .integer(size)
                .integer(widest)
                .whole(pixels.length())
                .each(pixels.length());
    }

    void backward(Tensor gradient, Tensor pictureGradient) {
        Tensor cutTable = cuts.send();
        Tensor runTable = runs.send();
        Tensor weightTable = weights.send();
        Tensor reachTable = reaches.send();
        kernels.launch("crop_columns_backward", gradient, cutTable, runTable, weightTable, reachTable, middle)
                .integer(size)
                .integer(widest)
                .whole(middle.length())
                .each(middle.length());
        kernels.launch("crop_rows_backward", middle, cutTable, runTable, weightTable, reachTable, pictureGradient)
                .integer(width)
                .integer(size)
                .integer(widest)
                .integer(windows.size())
                .whole(pictureGradient.length())
                .each(pictureGradient.length());
    }

    @Override
    public void close() {
        List.of(cuts, runs, weights, reaches).forEach(Table::close);
        middle.close();
    }
}
