package io.github.congeal.internal.sketcher;

/**
 * A colour.
 *
 * @param red from 0 to 1
 * @param green from 0 to 1
 * @param blue from 0 to 1
 */
public record Rgb(double red, double green, double blue) {
    private static final int CHANNELS = 3;

    /** The colour of a pixel of {@code [pixels, 3]}. */
    static Rgb at(float[] picture, int pixel) {
        int at = pixel * CHANNELS;
        return new Rgb(picture[at], picture[at + 1], picture[at + 2]);
    }

    /** Makes it the colour of a pixel of {@code [pixels, 3]}. */
    void put(float[] picture, int pixel) {
        int at = pixel * CHANNELS;
        picture[at] = (float) red;
        picture[at + 1] = (float) green;
        picture[at + 2] = (float) blue;
    }

    /** This colour, or the other, or between: {@code share} of the other. */
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

    /** The mean of the three. */
    double lightness() {
        return (red + green + blue) / CHANNELS;
    }

    /** How far it is from grey. */
    double chroma() {
        return brightest() - darkest();
    }

    /** In radians; of greys, anything. */
    double hue() {
        return Math.atan2(Math.sqrt(CHANNELS) * (green - blue), 2 * red - green - blue);
    }
}
