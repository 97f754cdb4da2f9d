package io.github.congeal.control;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Splits a line at its bars. The possessive quantifiers keep the time linear in the length of the text. */
final class Bars {
    private static final String NUMBER = "\\s*+[+-]?+(?:\\d++\\.?+\\d*+|\\.\\d++)(?:[eE][+-]?\\d++)?+\\s*+";

    /** What follows a bar between keyframes of a bracketed schedule. */
    private static final Pattern KEYFRAME = Pattern.compile(NUMBER + "%?+\\s*+:" + NUMBER + "[|,)]");

    /** The beginning of a bracketed schedule. */
    private static final Pattern BEGINNING = Pattern.compile(NUMBER + "%?+\\s*+:");

    private Bars() {}

    /** Returns the pieces between bars. Bars between the keyframes of a bracketed schedule do not separate pieces. */
    static List<String> split(String line) {
        List<String> pieces = new ArrayList<>();
        int begin = 0;
        int depth = 0;
        boolean schedule = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '(') {
                depth++;
                schedule = follows(BEGINNING, line, i + 1);
            } else if (c == ')' && depth > 0) {
                depth--;
                schedule = false;
            } else if (c == '|' && !schedule && (depth == 0 || !follows(KEYFRAME, line, i + 1))) {
                pieces.add(line.substring(begin, i));
                begin = i + 1;
                depth = 0;
            }
        }
        pieces.add(line.substring(begin));
        return pieces;
    }

    private static boolean follows(Pattern pattern, String line, int from) {
        return pattern.matcher(line).region(from, line.length()).lookingAt();
    }
}
