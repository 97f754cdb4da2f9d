package io.github.congeal.internal.sketcher;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** English words that are not looked up in the book, and the singular of nouns. */
final class Vocabulary {
    /** The words of all paints' names, and words for many colours at once. */
    static final Set<String> COLOURS =
            Stream.concat(Paint.words(), Stream.of("colourful", "colorful")).collect(Collectors.toUnmodifiableSet());

    static final Set<String> ADJECTIVES = words(
            "cute little big nice beautiful simple small cartoon tiny large huge great pretty lovely bright dark light"
                    + " shiny fluffy old new young happy smiling single giant wooden fancy plain very some sailing");

    /** Objects with a colour in their name that they need not have. */
    static final Set<String> KINDS_NAMED_BY_COLOUR = Set.of(
            "golden retriever",
            "white house",
            "black hole",
            "orange juice",
            "green tea",
            "red panda",
            "brown sugar",
            "white wine",
            "red wine",
            "gold medal",
            "silver medal");

    /** Words in the names of drawings that must not be mirrored: letters, numbers, clocks and the like. */
    static final Set<String> LETTERED = words("letter letters number numbers digit abc abcd word sign button mark clock"
            + " o'clock thirty note notes clef flag keycap input symbol calendar newspaper ok stop circled squared"
            + " latin dollar euro pound yen bank arrow keyboard piano atm");

    static final Set<String> ARTICLES = words("a an the");

    static final Map<String, Integer> NUMBERS =
            Map.of("two", 2, "three", 3, "four", 4, "five", 5, "six", 6, "2", 2, "3", 3, "4", 4, "5", 5, "6", 6);

    private static final Map<String, String> IRREGULAR = Map.ofEntries(
            Map.entry("mice", "mouse"),
            Map.entry("geese", "goose"),
            Map.entry("men", "man"),
            Map.entry("women", "woman"),
            Map.entry("children", "child"),
            Map.entry("people", "person"),
            Map.entry("teeth", "tooth"),
            Map.entry("feet", "foot"),
            Map.entry("leaves", "leaf"),
            Map.entry("wolves", "wolf"),
            Map.entry("knives", "knife"),
            Map.entry("loaves", "loaf"),
            Map.entry("sheep", "sheep"),
            Map.entry("fish", "fish"),
            Map.entry("deer", "deer"),
            Map.entry("oxen", "ox"));

    /** Plural endings and their replacements, of which the first match applies. */
    private static final String[][] ENDINGS = {
        {"ies", "y"}, {"ches", "ch"}, {"shes", "sh"}, {"xes", "x"}, {"sses", "ss"}, {"atoes", "ato"}, {"heroes", "hero"}
    };

    private static final int SHORTEST_PLURAL = 4;

    private Vocabulary() {}

    private static Set<String> words(String listed) {
        return Set.of(listed.split(" "));
    }

    /** A phrase with the indefinite article. */
    static String withArticle(String phrase) {
        boolean vowel = !phrase.isEmpty() && "aeiou".indexOf(phrase.charAt(0)) >= 0;
        return (vowel ? "an " : "a ") + phrase;
    }

    /** The singular of a noun. */
    static String singular(String word) {
        String irregular = IRREGULAR.get(word);
        if (irregular != null) {
            return irregular;
        }
        for (String[] ending : ENDINGS) {
            if (word.endsWith(ending[0]) && word.length() > ending[0].length() + 1) {
                return word.substring(0, word.length() - ending[0].length()) + ending[1];
            }
        }
        boolean plural = word.endsWith("s") && !word.endsWith("ss") && word.length() >= SHORTEST_PLURAL;
        return plural ? word.substring(0, word.length() - 1) : word;
    }
}
