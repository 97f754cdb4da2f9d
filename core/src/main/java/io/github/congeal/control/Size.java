package io.github.congeal.control;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of a picture in pixels, written as {@code 256x192}.
 *
 * @param width at least 1
 * @param height at least 1
 */
public record Size(int width, int height) {
    /** The written form. */
    public static final Form<Size> FORM =
            Form.of(Size::parse, Size::toString, "a width and a height in pixels with an x between", "256x256");

    private static final Pattern WRITTEN = Pattern.compile("\\s*(\\d{1,9})\\s*[xX×]\\s*(\\d{1,9})\\s*");

    /**
     * Creates a size.
     *
     * @throws IllegalArgumentException if either is below 1
     */
    public Size {
        requirePositive("width", width);
        requirePositive("height", height);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s was %s, but must be at least 1".formatted(name, value));
        }
    }

    private static Size parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            throw new FormException();
        }
        return new Size(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
