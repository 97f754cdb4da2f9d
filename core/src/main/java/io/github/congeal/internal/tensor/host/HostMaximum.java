package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.BandedMap;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Window;
import java.util.List;

/**
 * Averages cutouts with a maximum pooling of their windows. Equal consecutive windows are pooled once: most cutout methods
 * that pool use the whole picture each time.
 *
 * @param loop runs the tasks
 */
record HostMaximum(CutoutLoop loop) {
    /** Rows of the picture per task of the backward pass. */
    private static final int STRIPE = 16;

    void forward(Tensor picture, List<Window> windows, Tensor pixels) {
        int size = (int) pixels.dimension(1);
        Scratch scratch = loop.scratch();
        loop.run(size, i -> {
            Pools pools = new Pools(picture, scratch, size);
            float[] own = scratch.take(size * 3);
            for (int k = 0; k < windows.size(); k++) {
                if (windows.get(k).maximal()) {
                    pools.find(windows.get(k), i, i + 1);
                    long at = ((long) k * size + i) * size * 3;
                    pixels.read(at, own, 0, own.length);
                    for (int j = 0; j < own.length; j++) {
                        own[j] += 0.5f * (pools.largest(j) - own[j]);
                    }
                    pixels.write(at, own, 0, own.length);
                }
            }
            pools.close();
            scratch.giveBack(own);
        });
    }

    /**
     * Each task takes some rows of the picture, so that the order of additions does not depend on the number of
     * workers.
     */
    void backward(Tensor picture, List<Window> windows, Tensor gradient, Tensor pictureGradient) {
        int size = (int) gradient.dimension(1);
        int height = (int) picture.dimension(1);
        int width = (int) picture.dimension(2);
        Scratch scratch = loop.scratch();
        loop.run(windows.size(), k -> halve(windows.get(k), gradient, k, size));
        loop.run((height + STRIPE - 1) / STRIPE, number -> {
            int from = number * STRIPE;
            int to = Math.min(from + STRIPE, height);
            int numbers = (to - from) * width * 3;
            float[] stripe = scratch.take(STRIPE * width * 3);
            float[] row = scratch.take(size * 3);
            Pools pools = new Pools(picture, scratch, size);
            pictureGradient.read((long) from * width * 3, stripe, 0, numbers);
            for (int k = 0; k < windows.size(); k++) {
                Window window = windows.get(k);
                int first = Math.max(from, window.y()) - window.y();
                int last = Math.min(to, window.y() + window.height()) - window.y() - 1;
                if (!window.maximal() || first > last) {
                    continue;
                }
                BandedMap readers = window.down().backward();
                int begin = readers.first(first);
                int end = readers.first(last) + readers.length(last);
                pools.find(window, begin, end);
                for (int i = begin; i < end; i++) {
                    gradient.read(((long) k * size + i) * size * 3, row, 0, row.length);
                    for (int j = 0, o = (i - begin) * size * 3; j < row.length; j++, o++) {
                        int y = pools.row(o) - from;
                        if (y >= 0 && y < to - from) {
                            stripe[(y * width + pools.column(o)) * 3 + j % 3] += row[j];
                        }
                    }
                }
            }
            pictureGradient.write((long) from * width * 3, stripe, 0, numbers);
            pools.close();
            scratch.giveBack(stripe, row);
        });
    }

    private void halve(Window window, Tensor gradient, int k, int size) {
        if (window.maximal()) {
            int length = size * size * 3;
            float[] own = loop.scratch().take(length);
            gradient.read((long) k * length, own, 0, length);
            for (int i = 0; i < length; i++) {
                own[i] *= 0.5f;
            }
            gradient.write((long) k * length, own, 0, length);
            loop.scratch().giveBack(own);
        }
    }
}
