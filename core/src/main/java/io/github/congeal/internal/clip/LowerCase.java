package io.github.congeal.internal.clip;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Lower case by the rules of Unicode, independent of the locale. The JDK follows them as well, except that it treats a sigma
 * after a hyphen or before a colon as the last letter of its word.
 */
final class LowerCase {

    private static final String SIGMA = "\u03a3";

    /** Marks, formatting and modifiers, and the punctuation that may stand within a word. */
    private static final String IGNORED =
            "[\\p{Mn}\\p{Me}\\p{Cf}\\p{Lm}\\p{Sk}'.:\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a]";

    private static final String CASED = "[\\p{IsUppercase}\\p{IsLowercase}\\p{Lt}&&[^" + IGNORED + "]]";

    private static final Pattern FINAL_SIGMA =
            Pattern.compile("(" + CASED + IGNORED + "*)" + SIGMA + "(?!" + IGNORED + "*" + CASED + ")");

    private LowerCase() {}

    /** The text in lower case. */
    static String of(String text) {
        String decided = text.contains(SIGMA)
                ? FINAL_SIGMA.matcher(text).replaceAll("$1\u03c2").replace(SIGMA, "\u03c3")
                : text;
        return decided.toLowerCase(Locale.ROOT);
    }
}
