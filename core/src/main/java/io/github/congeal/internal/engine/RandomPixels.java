package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PictureSize;
import java.util.random.RandomGenerator;

/**
 * Begins with squares of random colours.
 *
 * @param side of a square, in pixels
 */
record RandomPixels(int side) implements Start {
    @Override
    public void begin(Canvas canvas, RandomGenerator random) {
        PictureSize size = canvas.size();
        int columns = (size.width() - 1) / side + 1;
        int rows = (size.height() - 1) / side + 1;
        float[] colours = new float[columns * rows * 3];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = random.nextFloat();
        }
        float[] picture = new float[size.width() * size.height() * 3];
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                int square = y / side * columns + x / side;
                System.arraycopy(colours, 3 * square, picture, 3 * (y * size.width() + x), 3);
            }
        }
        canvas.begin(picture, random);
    }
}
