package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.AxisResampler;
import io.github.congeal.internal.tensor.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Windows that show the whole picture, pooled: each pixel of a cutout is half the average and half the maximum of the
 * pixels it covers. Draws nothing if the picture is squashed into a square, otherwise the left and the top edge of each
 * window.
 *
 * @param aspect whether windows are the largest squares in the picture instead, so that nothing is squashed
 * @param resamplers the resamplers made so far
 */
record WholePicture(boolean aspect, AxisResamplers resamplers) implements Framing {
    WholePicture(boolean aspect) {
        this(aspect, new AxisResamplers(AxisResampler::pooling));
    }

    @Override
    public List<Window> draw(int height, int width, int count, int size, RandomGenerator random) {
        int across = aspect ? Math.min(height, width) : width;
        int down = aspect ? Math.min(height, width) : height;
        List<Window> windows = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            int x = aspect ? random.nextInt(width - across + 1) : 0;
            int y = aspect ? random.nextInt(height - down + 1) : 0;
            windows.add(new Window(x, y, resamplers.get(across, size), resamplers.get(down, size), false, true));
        }
        return windows;
    }
}
