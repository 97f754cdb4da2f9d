package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.tensor.Wrap;
import java.util.random.RandomGenerator;

/**
 * Begins with squares of random colours.
 *
 * @param side the side of a square, in pixels
 * @param wrap the directions in which the number of squares is whole, so that none is cut at the edge of a seamless tile
 */
record RandomPixels(int side, Wrap wrap) implements Start {
    @Override
    public void begin(Canvas canvas, RandomGenerator random) {
        PictureSize size = canvas.size();
        int columns = count(size.width(), wrap.across());
        int rows = count(size.height(), wrap.down());
        float[] colours = new float[columns * rows * 3];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = random.nextFloat();
        }
        float[] picture = new float[size.width() * size.height() * 3];
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                int row = wrap.down() ? scaled(y, size.height(), rows) : y / side;
                int column = wrap.across() ? scaled(x, size.width(), columns) : x / side;
                int square = row * columns + column;
                System.arraycopy(colours, 3 * square, picture, 3 * (y * size.width() + x), 3);
            }
        }
        canvas.begin(picture, random);
    }

    private static int scaled(int place, int length, int count) {
        return (int) ((long) place * count / length);
    }

    private int count(int length, boolean whole) {
        return whole ? Math.max(Math.round((float) length / side), 1) : (length - 1) / side + 1;
    }
}
