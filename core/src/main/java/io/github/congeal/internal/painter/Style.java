package io.github.congeal.internal.painter;

import java.util.random.RandomGenerator;

/**
 * How a picture is to be painted.
 *
 * @param red of the ground, 0 to 1
 * @param green of the ground, 0 to 1
 * @param blue of the ground, 0 to 1
 * @param drawing whether drawn flat, without shades
 */
public record Style(float red, float green, float blue, boolean drawing) {
    /** How many numbers the network takes it as. */
    static final int LENGTH = 4;

    private static final double DARK_GROUNDS = 0.07;
    private static final double DRAWINGS = 0.12;
    private static final double STRONGEST_TINT = 0.12;

    /** A style at random: mostly a light and softly tinted ground, seldom a dark one, and now and then drawn flat. */
    public static Style draw(RandomGenerator random) {
        boolean dark = random.nextDouble() < DARK_GROUNDS;
        double grey = dark ? random.nextDouble(0.1, 0.3) : random.nextDouble(0.75, 0.95);
        float red = tinted(grey, random);
        float green = tinted(grey, random);
        float blue = tinted(grey, random);
        return new Style(red, green, blue, random.nextDouble() < DRAWINGS);
    }

    private static float tinted(double grey, RandomGenerator random) {
        double level = grey + random.nextDouble(-STRONGEST_TINT, STRONGEST_TINT);
        return (float) Math.min(Math.max(level, 0), 1);
    }

    /** What the network takes it as: numbers from -1 to 1. */
    float[] toNumbers() {
        return new float[] {2 * red - 1, 2 * green - 1, 2 * blue - 1, drawing ? 1 : -1};
    }
}
