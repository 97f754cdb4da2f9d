package io.github.congeal.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of a written record: {@code perlin(octaves=5, contrast=0.6)}.
 *
 * @param name the name before the brackets
 * @param components the components in them, by name
 */
record WrittenWord(String name, Map<String, String> components) {
    /**
     * Parses a text. Commas within further brackets or quotes belong to the component.
     *
     * @throws IllegalArgumentException if a bracket or an equals sign is missing
     */
    static WrittenWord parse(String text) {
        String word = text.strip();
        int open = word.indexOf('(');
        if (open < 0) {
            return new WrittenWord(word, Map.of());
        }
        if (!word.endsWith(")")) {
            throw new IllegalArgumentException("the closing bracket is missing");
        }
        Map<String, String> components = new LinkedHashMap<>();
        String inside = word.substring(open + 1, word.length() - 1);
        if (!inside.isBlank()) {
            split(inside, ',').forEach(piece -> add(components, piece));
        }
        return new WrittenWord(word.substring(0, open).strip(), components);
    }

    /** Splits a text at a separator, but not within brackets or quotes. */
    static List<String> split(String text, char separator) {
        List<String> pieces = new ArrayList<>();
        int begin = 0;
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == separator && depth == 0) {
                pieces.add(text.substring(begin, i));
                begin = i + 1;
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
        }
        pieces.add(text.substring(begin));
        return pieces;
    }

    private static void add(Map<String, String> components, String piece) {
        int equals = piece.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException(
                    "%s is no component: write NAME=VALUE".formatted(Writing.quoted(piece.strip())));
        }
        String name = Kebab.of(piece.substring(0, equals).strip());
        if (components.put(name, piece.substring(equals + 1).strip()) != null) {
            throw new IllegalArgumentException("%s was given twice".formatted(name));
        }
    }
}
