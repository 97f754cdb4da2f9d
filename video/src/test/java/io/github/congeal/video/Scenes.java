package io.github.congeal.video;

import java.awt.image.BufferedImage;
import java.util.Random;

/** Pictures to make films of. */
final class Scenes {
    private Scenes() {}

    static BufferedImage plain(int width, int height, int rgb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    /** A square whose quarters have four colours: upper left, upper right, lower left, lower right. */
    static BufferedImage quarters(int side, int... colours) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                image.setRGB(x, y, colours[y / (side / 2) * 2 + x / (side / 2)]);
            }
        }
        return image;
    }

    /** Waves of colour that move from step to step, with grain, as pictures have that come into focus. */
    static BufferedImage waves(int width, int height, int step) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random grain = new Random(step);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int noise = grain.nextInt(13) - 6;
                int red = level(Math.sin((x + 2 * step) / 17.0) + Math.cos(y / 23.0), noise);
                int green = level(Math.sin((x + y) / 31.0 + step / 5.0), noise);
                int blue = level(Math.cos((x - y) / 13.0) * Math.sin(y / 9.0 - step / 7.0), noise);
                image.setRGB(x, y, red << 16 | green << 8 | blue);
            }
        }
        return image;
    }

    private static int level(double wave, int noise) {
        return (int) Math.max(0, Math.min(255, 128 + 60 * wave + noise));
    }

    /** The worst that can come: every pixel for itself. */
    static BufferedImage noise(int width, int height, int seed) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return image;
    }
}
