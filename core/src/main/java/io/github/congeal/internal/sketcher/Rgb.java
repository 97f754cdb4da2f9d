package io.github.congeal.internal.sketcher;

/**
 * An RGB colour.
 *
 * @param red 0..1
 * @param green 0..1
 * @param blue 0..1
 */
public record Rgb(double red, double green, double blue) {
    private static final int CHANNELS = 3;

    /** The colour of a pixel of {@code [pixels, 3]}. */
    static Rgb at(float[] picture, int pixel) {
        int at = pixel * CHANNELS;
        return new Rgb(picture[at], picture[at + 1], picture[at + 2]);
    }

    /** Sets a pixel of {@code [pixels, 3]} to this colour. */
    void put(float[] picture, int pixel) {
        int at = pixel * CHANNELS;
        picture[at] = (float) red;
        picture[at + 1] = (float) green;
        picture[at + 2] = (float) blue;
    }

    /** The mixture with another colour, whose share is {@code share}, 0..1. */
    Rgb mix(Rgb other, double share) {
        return new Rgb(
                red + share * (other.red - red),
                green + share * (other.green - green),
                blue + share * (other.blue - blue));
    }

    double distance(Rgb other) {
        double r = red - other.red;
        double g = green - other.green;
        double b = blue - other.blue;
        return Math.sqrt(r * r + g * g + b * b);
    }

    double brightest() {
        return Math.max(red, Math.max(green, blue));
    }

    double darkest() {
        return Math.min(red, Math.min(green, blue));
    }

    /** The lightness, as the mean of the channels. */
    double lightness() {
        return (red + green + blue) / CHANNELS;
    }

    /** The chroma: the distance from grey. */
    double chroma() {
        return brightest() - darkest();
    }

    /** The hue in radians; not defined for grey. */
    double hue() {
        return Math.atan2(Math.sqrt(CHANNELS) * (green - blue), 2 * red - green - blue);
    }
}
