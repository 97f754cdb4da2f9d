package io.github.congeal.internal.clip;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cleans a text before CLIP splits it into words, as CLIP's {@code simple_tokenizer.py}: the repairs of the Python library
 * ftfy, HTML unescaping, collapsed white space, lower case.
 *
 * <p>One repair of ftfy is omitted: text that was decoded with the wrong character set ("schÃ¶n" for "schön") stays as it is.
 * Undamaged text has the same result, except for the rare letters that ftfy mistakes for such damage ("Â" before a space).
 *
 * <p>Takes time linear in the length of the text.
 */
final class TextCleaner {
    /** The most rounds of repair of a line. Real texts need two or three, for instance if they were escaped twice. */
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
            // As in ftfy, a text with '<' is taken for HTML, whose references are not unescaped.
            plain = plain && line.indexOf('<') < 0;
            repaired.append(repairLine(line, plain));
        }
        return repaired.toString();
    }

    /** Whether a character is printable ASCII other than {@code &}, which no repair changes. */
    private static boolean isNeverWrong(int character) {
        return character >= ' ' && character <= '~' && character != '&';
    }

    /**
     * Repeats the repairs until they change nothing, since one may enable another, at most {@link #MOST_ROUNDS} times.
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
