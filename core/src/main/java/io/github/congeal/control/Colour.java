package io.github.congeal.control;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A colour in sRGB, written as {@code #ff8000} or by its CSS name, such as {@code white}.
 *
 * @param red from 0 to 255
 * @param green from 0 to 255
 * @param blue from 0 to 255
 */
public record Colour(int red, int green, int blue) {
    private static final int MOST = 255;
    private static final int HEX = 16;
    private static final Map<String, Integer> NAMES = names();

    /** White. */
    public static final Colour WHITE = of(0xffffff);

    /** The written form. */
    public static final Form<Colour> FORM = Form.of(
            Colour::parse,
            Colour::toString,
            "a colour such as #ff8000, or one of " + String.join(", ", NAMES.keySet()),
            "#ff8000");

    /**
     * Creates a colour.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public Colour {
        Range.between(0, MOST).require("red", red);
        Range.between(0, MOST).require("green", green);
        Range.between(0, MOST).require("blue", blue);
    }

    /** Returns the colour of a number such as {@code 0xff8000}; higher bits, such as those of alpha, are ignored. */
    public static Colour of(int rgb) {
        return new Colour(rgb >> 16 & MOST, rgb >> 8 & MOST, rgb & MOST);
    }

    private static Colour parse(String text) {
        if (text.matches("#\\p{XDigit}{6}")) {
            return of(Integer.parseInt(text.substring(1), HEX));
        }
        Integer named = NAMES.get(text.toLowerCase(Locale.ROOT));
        if (named == null) {
            throw new FormException();
        }
        return of(named);
    }

    private static Map<String, Integer> names() {
        Map<String, Integer> names = new LinkedHashMap<>();
        names.put("black", 0);
        names.put("white", 0xffffff);
        names.put("gray", 0x808080);
        names.put("silver", 0xc0c0c0);
        names.put("red", 0xff0000);
        names.put("maroon", 0x800000);
        names.put("orange", 0xffa500);
        names.put("brown", 0xa52a2a);
        names.put("yellow", 0xffff00);
        names.put("gold", 0xffd700);
        names.put("olive", 0x808000);
        names.put("lime", 0x00ff00);
        names.put("green", 0x008000);
        names.put("teal", 0x008080);
        names.put("cyan", 0x00ffff);
        names.put("blue", 0x0000ff);
        names.put("navy", 0x000080);
        names.put("purple", 0x800080);
        names.put("magenta", 0xff00ff);
        names.put("pink", 0xffc0cb);
        return names;
    }

    /** Returns the form {@code #ff8000}. */
    @Override
    public String toString() {
        return "#%06x".formatted(red << 16 | green << 8 | blue);
    }
}
