package io.github.congeal.internal.clip;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The clean-up of a text before CLIP splits it into words: the repairs of the Python library ftfy, HTML unescaping,
 * white space, lower case.
 *
 * <p>One repair is left out: text that was decoded with the wrong character set ("schÃ¶n" for "schön") stays as it is,
 * where ftfy guesses the original. Undamaged text comes out the same, except for the rare letters that ftfy mistakes
 * for such damage ("Â" before a space).
 *
 * <p>The time it takes grows with the text's length and no faster.
 */
final class TextCleaner {
    /** A text from the Web is escaped twice at times; each round costs as much as the text is long. */
    private static final int MOST_ROUNDS = 16;

    private static final Pattern LINE = Pattern.compile("(?<=\n)");
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern C1_CONTROL = Pattern.compile("[\\u0080-\\u009f]");
    private static final Pattern LONG_S_T = Pattern.compile("\\ufb05");

    /** Ligatures and digraphs of Latin letters; full-width and half-width forms; the ideographic space. */
    private static final Pattern TYPOGRAPHIC_FORM = Pattern.compile(
            "[\\u0132\\u0133\\u0149\\u01c4-\\u01cc\\u01f1-\\u01f3\\ufb00-\\ufb04\\ufb06\\u3000\\uff01-\\uffef]");

    private static final Pattern SINGLE_QUOTE = Pattern.compile("[\\u02bc\\u2018-\\u201b]");
    private static final Pattern DOUBLE_QUOTE = Pattern.compile("[\\u201c-\\u201f]");
    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n|[\\r\\u2028\\u2029]");
    private static final Pattern LONE_SURROGATE = Pattern.compile("[\\ud800-\\udfff]");
    private static final Pattern TERMINAL_ESCAPE = Pattern.compile("\\e\\[[\\d;]*[a-zA-Z]");

    /** Controls that are not white space, deprecated formatting, annotations, byte order marks. */
    private static final Pattern UNWANTED_CONTROL =
            Pattern.compile("[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f\\u206a-\\u206f\\ufeff\\ufff9-\\ufffc]");

    private TextCleaner() {}

    /** The cleaned text. */
    static String clean(String text) {
        String unescaped = HtmlEntities.unescape(HtmlEntities.unescape(repair(text)));
        return LowerCase.of(WHITE_SPACE.matcher(unescaped).replaceAll(" ").strip());
    }

    private static String repair(String text) {
        if (text.chars().allMatch(TextCleaner::isNeverWrong)) {
            return text;
        }
        StringBuilder repaired = new StringBuilder();
        boolean plain = true;
        for (String line : LINE.split(text)) {
            // From the first '<' on the text is taken for HTML itself, whose references are meant to be there.
            plain = plain && line.indexOf('<') < 0;
            repaired.append(repairLine(line, plain));
        }
        return repaired.toString();
    }

    /** A printable character of ASCII that begins nothing which stands for another. */
    private static boolean isNeverWrong(int character) {
        return character >= ' ' && character <= '~' && character != '&';
    }

    /**
     * One repair may uncover another: they are repeated until none finds anything, but not as often as a text that was
     * made for it would have them.
     */
    private static String repairLine(String line, boolean unescape) {
        String before = line;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            String after = repairOnce(unescape ? HtmlEntities.unescapeTerminated(before) : before);
            if (after.equals(before)) {
                return after;
            }
            before = after;
        }
        return before;
    }

    private static String repairOnce(String line) {
        String text = line;
        text = C1_CONTROL
                .matcher(text)
                .replaceAll(found -> HtmlEntities.windows1252(found.group().charAt(0)));
        text = LONG_S_T.matcher(text).replaceAll("\u017ft");
        text = TYPOGRAPHIC_FORM
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(Normalizer.normalize(found.group(), Form.NFKC)));
        text = DOUBLE_QUOTE.matcher(text).replaceAll("\"");
        text = SINGLE_QUOTE.matcher(text).replaceAll("'");
        text = LINE_BREAK.matcher(text).replaceAll("\n");
        text = LONE_SURROGATE.matcher(text).replaceAll("\ufffd");
        text = TERMINAL_ESCAPE.matcher(text).replaceAll("");
        text = UNWANTED_CONTROL.matcher(text).replaceAll("");
        return Normalizer.normalize(text, Form.NFC);
    }
}
