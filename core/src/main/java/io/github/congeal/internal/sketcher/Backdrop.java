package io.github.congeal.internal.sketcher;

import java.util.function.DoubleUnaryOperator;

/** A square picture on which a background is painted from back to front; coordinates are 0..1, rightwards and downwards. */
final class Backdrop {
    private static final int COLOURS = 3;

    /** The slope of the transition between two colours at an edge. */
    private static final double SHARPNESS = 150;

    private static final Rgb WHITE = new Rgb(1, 1, 1);

    private final int side;
    private final float[] picture;

    /** A white picture of {@code side} x {@code side} pixels. */
    Backdrop(int side) {
        this.side = side;
        this.picture = new float[side * side * COLOURS];
        fill(WHITE);
    }

    /** The painted picture, {@code [side, side, 3]}, 0..1. */
    float[] picture() {
        return picture;
    }

    /** Fills the picture with one colour. */
    Backdrop fill(Rgb colour) {
        return fill(colour, colour);
    }

    /** Fills the picture with a vertical gradient. */
    Backdrop fill(Rgb top, Rgb bottom) {
        return land(x -> -1, top, bottom);
    }

    /** Fills the area below a horizon, whose height is a function of x, with a vertical gradient. */
    Backdrop land(DoubleUnaryOperator horizon, Rgb top, Rgb bottom) {
        for (int x = 0; x < side; x++) {
            double height = horizon.applyAsDouble(place(x));
            for (int y = 0; y < side; y++) {
                blend(x, y, top.mix(bottom, place(y)), edge(place(y) - height));
            }
        }
        return this;
    }

    /**
     * Paints evenly distributed discs.
     *
     * @param seed selects the positions
     * @param lowest the greatest y of their centres
     * @param strength their opacity, 0..1
     */
    Backdrop dots(int seed, int count, double radius, double lowest, Rgb colour, double strength) {
        for (int i = 0; i < count; i++) {
            // The low-discrepancy sequence R2 (Roberts 2018) distributes them evenly.
            double middleX = fraction(0.11 + 0.754877666 * (i + 1) + 0.318 * seed);
            double middleY = lowest * fraction(0.37 + 0.569840296 * (i + 1) + 0.237 * seed);
            dot(middleX, middleY, radius, colour, strength);
        }
        return this;
    }

    private void dot(double middleX, double middleY, double radius, Rgb colour, double strength) {
        double reach = radius + 4 / SHARPNESS;
        for (int y = (int) (side * (middleY - reach)); y <= side * (middleY + reach); y++) {
            for (int x = (int) (side * (middleX - reach)); x <= side * (middleX + reach); x++) {
                if (x >= 0 && x < side && y >= 0 && y < side) {
                    double away = Math.hypot(place(x) - middleX, place(y) - middleY);
                    blend(x, y, colour, strength * edge(radius - away));
                }
            }
        }
    }

    /** Paints vertical stripes with a sinusoidal profile; {@code waves} is its frequency in radians per width. */
    Backdrop stripes(double waves, double phase, Rgb colour) {
        for (int x = 0; x < side; x++) {
            double share = edge((Math.sin(waves * place(x) + phase) - 0.75) / 5);
            for (int y = 0; y < side; y++) {
                blend(x, y, colour, share);
            }
        }
        return this;
    }

    /** A horizon of hills. */
    static DoubleUnaryOperator hills(double height, double waves, double phase) {
        return x -> height + 0.05 * Math.sin(waves * x + phase);
    }

    private double place(int pixel) {
        return (pixel + 0.5) / side;
    }

    private static double edge(double inside) {
        return 1 / (1 + Math.exp(-SHARPNESS * inside));
    }

    private static double fraction(double x) {
        return x - Math.floor(x);
    }

    private void blend(int x, int y, Rgb colour, double share) {
        int pixel = y * side + x;
        Rgb.at(picture, pixel).mix(colour, share).put(picture, pixel);
    }
}
