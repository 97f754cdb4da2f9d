package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.tensor.Wrap;
import java.util.random.RandomGenerator;

/**
 * Begins with colour gradients: red rises from left to right, green from top to bottom, and blue changes between two levels
 * from top to bottom. The levels are drawn from the ranges of nerdyrodent's VQGAN-CLIP.
 *
 * @param wrap the directions in which the gradients return to their first level
 */
record ColourGradient(Wrap wrap) implements Start {
    @Override
    public void begin(Canvas canvas, RandomGenerator random) {
        PictureSize size = canvas.size();
        double blue = random.nextInt(0, 255) / 255.0;
        double toRed = random.nextInt(1, 255) / 255.0;
        double toGreen = random.nextInt(2, 255) / 255.0;
        double toBlue = random.nextInt(3, 128) / 255.0;
        float[] picture = new float[size.width() * size.height() * 3];
        for (int i = 0; i < picture.length; i += 3) {
            double right = part(i / 3 % size.width(), size.width(), wrap.across());
            double down = part(i / 3 / size.width(), size.height(), wrap.down());
            picture[i] = (float) (right * toRed);
            picture[i + 1] = (float) (down * toGreen);
            picture[i + 2] = (float) (blue + down * (toBlue - blue));
        }
        canvas.begin(picture, random);
    }

    /** The position of a pixel as a fraction from the first to the last, or from the first to the middle and back. */
    private static double part(int place, int count, boolean andBack) {
        if (andBack) {
            return 1 - Math.abs(2.0 * place / count - 1);
        }
        return count == 1 ? 0 : place / (count - 1.0);
    }
}
