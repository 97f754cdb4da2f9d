package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.AxisResampler;
import io.github.congeal.internal.tensor.BandedMap;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Window;
import java.util.List;

/**
 * Cuts windows out of a picture and resamples them, row by row.
 *
 * @param loop runs the tasks
 */
record HostCrop(CutoutLoop loop) {
    /**
     * Rows of the picture per task of the backward pass: few enough to divide the work, many enough to make use of a block
     * of rows that was read.
     */
    private static final int STRIPE = 16;

    /** The rows of a picture that fit into the block, as a multiple of those that one row of a cutout needs. */
    private static final int RUNS = 3;

    void forward(Tensor picture, List<Window> windows, Tensor pixels) {
        int height = (int) picture.dimension(1);
        int width = (int) picture.dimension(2);
        int size = (int) pixels.dimension(1);
        int rows = Math.min(RUNS * AxisResampler.widest(Math.max(height, width), size), height);
        Scratch scratch = loop.scratch();
        loop.run(windows.size(), k -> {
            Window window = windows.get(k);
            float[] block = scratch.take(rows * width * 3);
            float[] row = scratch.take(width * 3);
            float[] out = scratch.take(size * 3);
            long corner = ((long) window.y() * width + window.x()) * 3;
            int rowLength = window.width() * 3; // [window, 3]
            RowBlock source = new RowBlock(picture, corner, width * 3L, rowLength, false, block);
            BandedMap map = window.down().forward();
            BandedMap across = window.across().forward();
            for (int i = 0; i < size; i++) {
                int origin = source.read(map.first(i), map.length(i));
                map.row(i, block, origin, rowLength, rowLength, row);
                across.pixels(row, out, 0, false);
                if (window.mirrored()) {
                    RowBlock.mirror(out, 0, out.length);
                }
                pixels.write(((long) k * size + i) * size * 3, out, 0, out.length);
            }
            scratch.giveBack(block, row, out);
        });
    }

    /**
     * Each task takes some rows of the picture, so that the order of additions does not depend on the number of
     * workers.
     */
    void backward(List<Window> windows, Tensor gradient, Tensor pictureGradient) {
        int height = (int) pictureGradient.dimension(1);
        int width = (int) pictureGradient.dimension(2);
        int size = (int) gradient.dimension(1);
        Scratch scratch = loop.scratch();
        loop.run((height + STRIPE - 1) / STRIPE, number -> {
            int from = number * STRIPE;
            int to = Math.min(from + STRIPE, height);
            float[] stripe = scratch.take(STRIPE * width * 3);
            float[] block = scratch.take(size * size * 3);
            float[] row = scratch.take(size * 3);
            int numbers = (to - from) * width * 3;
            pictureGradient.read((long) from * width * 3, stripe, 0, numbers);
            for (int k = 0; k < windows.size(); k++) {
                Window window = windows.get(k);
                long corner = (long) k * size * size * 3;
                RowBlock source = new RowBlock(gradient, corner, size * 3L, size * 3, window.mirrored(), block);
                BandedMap map = window.down().backward();
                BandedMap across = window.across().backward();
                int end = Math.min(to, window.y() + window.height());
                for (int y = Math.max(from, window.y()); y < end; y++) {
                    int i = y - window.y();
                    int origin = source.read(map.first(i), map.length(i));
                    map.row(i, block, origin, size * 3, size * 3, row);
                    across.pixels(row, stripe, ((y - from) * width + window.x()) * 3, true);
                }
            }
            pictureGradient.write((long) from * width * 3, stripe, 0, numbers);
            scratch.giveBack(stripe, block, row);
        });
    }
}
