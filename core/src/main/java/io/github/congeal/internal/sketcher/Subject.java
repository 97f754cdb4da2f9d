package io.github.congeal.internal.sketcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The part of a phrase that is looked up in the book: the object itself, without a frame ("a picture of"), article, colours,
 * adjectives and place.
 *
 * @param whole the object with its attributes, such as "cat with a hat"
 * @param bare the object alone, such as "cat"
 */
record Subject(String whole, String bare) {
    /** A phrase of place, up to the end of the text. */
    static final Pattern PLACE = Pattern.compile(
            " (?:at|in|on|under|underneath|among|amongst|by|behind|before|near|over|through|across|against|inside|outside"
                    + "|during|from|upon|onto|into|in front of)(?: |$).*$");

    /** A phrase of attributes, up to the end of the text. */
    static final Pattern WITH = Pattern.compile(" (?:with|without|wearing|holding|having|made of) .*$");

    private static final Pattern FRAME = Pattern.compile(
            "^(?:an? )?(?:picture|drawing|image|photo|photograph|painting|illustration|sketch|cartoon|clip ?art|icon"
                    + "|close-?up|portrait) of (?:the )?|^clip ?art of |(?: icon| clip ?art| emoji)$");
    private static final Pattern OTHER_CHARACTERS = Pattern.compile("[^a-z0-9 &'-]+");
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final Pattern ARTICLE = Pattern.compile("^(?:an?|the|some|one) ");

    /** The subject of a phrase. */
    static Subject of(String phrase) {
        String text = clean(phrase);
        return new Subject(core(text), core(WITH.matcher(text).replaceAll("")));
    }

    /** A text in lower case, without punctuation, and without a frame such as "a picture of". */
    static String clean(String text) {
        String letters = OTHER_CHARACTERS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ");
        String plain = SPACES.matcher(letters).replaceAll(" ").strip();
        return orElse(FRAME.matcher(plain).replaceAll(""), plain);
    }

    /** The object that a clean text is about. */
    static String core(String text) {
        String said = ARTICLE.matcher(orElse(PLACE.matcher(text).replaceAll(""), text))
                .replaceFirst("");
        List<String> all = List.of(said.split(" "));
        List<String> kept = new ArrayList<>(all);
        kept.removeIf(word -> Vocabulary.COLOURS.contains(word) || Vocabulary.ADJECTIVES.contains(word));
        while (!kept.isEmpty() && (kept.get(0).equals("and") || kept.get(0).equals("or"))) {
            kept.remove(0);
        }
        return String.join(" ", kept.isEmpty() ? all : kept);
    }

    private static String orElse(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }
}
