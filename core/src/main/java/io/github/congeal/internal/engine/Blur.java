package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PictureSize;

/**
 * Three box blurs in each direction, which approximate a Gaussian blur. Edge pixels are repeated outside of the picture.
 *
 * @param radius the radius of each box blur, in pixels
 */
record Blur(int radius) {
    private static final int TIMES = 3;

    /**
     * A blurred copy.
     *
     * @param picture {@code [H, W, C]}
     */
    float[] of(float[] picture, PictureSize size, int channels) {
        float[] blurred = picture.clone();
        float[] line = new float[Math.max(size.width(), size.height())];
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < size.height(); y++) {
                blur(blurred, y * size.width() * channels + c, channels, size.width(), line);
            }
            for (int x = 0; x < size.width(); x++) {
                blur(blurred, x * channels + c, size.width() * channels, size.height(), line);
            }
        }
        return blurred;
    }

    private void blur(float[] numbers, int from, int step, int count, float[] line) {
        for (int time = 0; time < TIMES; time++) {
            for (int i = 0; i < count; i++) {
                line[i] = numbers[from + i * step];
            }
            double sum = 0;
            for (int i = -radius; i <= radius; i++) {
                sum += at(line, i, count);
            }
            for (int i = 0; i < count; i++) {
                numbers[from + i * step] = (float) (sum / (2 * radius + 1));
                sum += at(line, i + radius + 1, count) - at(line, i - radius, count);
            }
        }
    }

    private static double at(float[] line, int place, int count) {
        return line[Math.min(Math.max(place, 0), count - 1)];
    }
}
