package io.github.congeal.internal.sketcher;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A colour that a prompt can name.
 *
 * @param name its English name
 * @param red 0..1
 * @param green 0..1
 * @param blue 0..1
 */
record Paint(String name, float red, float green, float blue) {
    private static final int BASIC = 11;

    /** All paints, the basic ones first. */
    private static final List<Paint> ALL = List.of(
            of("red", 225, 20, 25),
            of("green", 20, 160, 40),
            of("blue", 25, 60, 225),
            of("yellow", 250, 220, 20),
            of("orange", 250, 130, 10),
            of("purple", 130, 30, 185),
            of("pink", 250, 115, 180),
            of("brown", 120, 70, 30),
            of("black", 15, 15, 15),
            of("white", 248, 248, 248),
            of("grey", 128, 128, 128),
            of("gray", 128, 128, 128),
            of("crimson", 200, 10, 45),
            of("scarlet", 240, 30, 10),
            of("dark red", 130, 5, 10),
            of("navy", 15, 20, 110),
            of("dark blue", 15, 20, 130),
            of("light blue", 130, 190, 250),
            of("sky blue", 90, 180, 250),
            of("turquoise", 40, 205, 200),
            of("teal", 10, 130, 130),
            of("cyan", 20, 220, 235),
            of("azure", 20, 130, 240),
            of("lime", 130, 225, 20),
            of("emerald", 10, 170, 100),
            of("dark green", 10, 85, 25),
            of("light green", 140, 230, 130),
            of("olive", 115, 120, 20),
            of("gold", 225, 175, 30),
            of("golden", 225, 175, 30),
            of("silver", 190, 195, 205),
            of("beige", 225, 205, 165),
            of("tan", 210, 175, 130),
            of("magenta", 225, 20, 190),
            of("violet", 140, 60, 225),
            of("maroon", 110, 10, 35));

    /** A regular expression of all names; of two with the same beginning, the longer one first. */
    static final String NAMES = ALL.stream()
            .map(Paint::name)
            .sorted((a, b) -> b.length() - a.length())
            .collect(Collectors.joining("|", "(", ")"));

    private static final Pattern NAMED = Pattern.compile("\\b" + NAMES + "\\b");

    private static Paint of(String name, int red, int green, int blue) {
        float most = 255;
        return new Paint(name, red / most, green / most, blue / most);
    }

    /** The words of all names; "dark red" has two words. */
    static Stream<String> words() {
        return ALL.stream().flatMap(paint -> Stream.of(paint.name.split(" "))).distinct();
    }

    /** The paint with this name. */
    static Optional<Paint> named(String name) {
        return ALL.stream().filter(paint -> paint.name.equals(name)).findFirst();
    }

    /** The basic paint that is nearest to a colour. */
    static Paint nearest(Rgb colour) {
        Paint nearest = ALL.get(0);
        for (Paint paint : ALL.subList(1, BASIC)) {
            if (paint.rgb().distance(colour) < nearest.rgb().distance(colour)) {
                nearest = paint;
            }
        }
        return nearest;
    }

    /**
     * The colour of the object that a phrase asks for: "a green frog" is green, but "an orange" and "a golden retriever" ask
     * for none.
     */
    static Optional<Paint> of(String phrase) {
        String text = Subject.clean(phrase);
        Matcher named = NAMED.matcher(text);
        if (!named.find() || Vocabulary.KINDS_NAMED_BY_COLOUR.stream().anyMatch(text::contains)) {
            return Optional.empty();
        }
        String rest = NAMED.matcher(text).replaceAll(" ");
        boolean somethingElse = List.of(rest.strip().split(" +")).stream()
                .anyMatch(word -> !word.isEmpty()
                        && !word.equals("and")
                        && !Vocabulary.ARTICLES.contains(word)
                        && !Vocabulary.ADJECTIVES.contains(word));
        return somethingElse ? named(named.group(1)) : Optional.empty();
    }

    /** The colour as RGB. */
    Rgb rgb() {
        return new Rgb(red, green, blue);
    }

    /** Whether two paints have the same colour, under different names. */
    boolean looksLike(Paint other) {
        return rgb().equals(other.rgb());
    }
}
