package io.github.congeal.internal.clip;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the character references of HTML 5, such as {@code &amp;} and {@code &#38;}, as tolerantly as Python's {@code
 * html.unescape}.
 */
final class HtmlEntities {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final String REPLACEMENT = "\uFFFD";

    private static final Pattern REFERENCE =
            Pattern.compile("&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\\t\\n\\f <&#;]{1,32};?)");

    private static final Pattern TERMINATED_REFERENCE = Pattern.compile("&(#?[0-9A-Za-z]{1,24};)");

    /** The names without the ampersand; names that may lack the semicolon are also listed without it. */
    private static final Map<String, String> NAMED = readNamed();

    private HtmlEntities() {}

    /** Replaces all references, including those without a semicolon where HTML allows it. */
    static String unescape(String text) {
        return replace(REFERENCE, text);
    }

    /**
     * Replaces only references that end in a semicolon, as ftfy. Names in capitals are allowed: {@code &EACUTE;} is É.
     */
    static String unescapeTerminated(String text) {
        return replace(TERMINATED_REFERENCE, text);
    }

    private static String replace(Pattern references, String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        boolean terminated = references == TERMINATED_REFERENCE;
        return references.matcher(text).replaceAll(match -> {
            String reference = match.group(1);
            String replacement = terminated ? terminated(reference) : lenient(reference);
            return Matcher.quoteReplacement(replacement == null ? match.group() : replacement);
        });
    }

    private static @Nullable String lenient(String reference) {
        if (reference.startsWith("#")) {
            return numeric(reference);
        }
        for (int length = reference.length(); length > 1; length--) {
            String text = NAMED.get(reference.substring(0, length));
            if (text != null) {
                return text + reference.substring(length);
            }
        }
        return null;
    }

    private static @Nullable String terminated(String reference) {
        if (reference.startsWith("#")) {
            Matcher whole = REFERENCE.matcher("&" + reference);
            String text = whole.matches() ? numeric(reference) : null;
            return ";".equals(text) ? null : text;
        }
        String text = NAMED.get(reference);
        if (text != null) {
            return text;
        }
        String lowerCase = reference.toLowerCase(Locale.ROOT);
        boolean capitals = reference.equals(lowerCase.toUpperCase(Locale.ROOT));
        text = capitals && lenient(reference) == null ? NAMED.get(lowerCase) : null;
        return text == null ? null : text.toUpperCase(Locale.ROOT);
    }

    private static String numeric(String reference) {
        boolean hexadecimal = Character.toLowerCase(reference.charAt(1)) == 'x';
        int begin = hexadecimal ? 2 : 1;
        int end = reference.length() - (reference.endsWith(";") ? 1 : 0);
        long codePoint = 0;
        for (int i = begin; i < end && codePoint <= Character.MAX_CODE_POINT; i++) {
            codePoint = codePoint * (hexadecimal ? 16 : 10) + Character.digit(reference.charAt(i), 16);
        }
        return codePoint > Character.MAX_CODE_POINT ? REPLACEMENT : character((int) codePoint);
    }

    /** The text for a code point; those that HTML forbids are replaced or omitted. */
    private static String character(int codePoint) {
        if (codePoint == 0 || codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
            return REPLACEMENT;
        }
        if (codePoint >= 0x80 && codePoint < 0xa0) {
            return windows1252((char) codePoint);
        }
        boolean control =
                codePoint < 0x20 && !(codePoint == '\t' || codePoint == '\n' || codePoint == '\f' || codePoint == '\r');
        boolean noncharacter = (codePoint & 0xfffe) == 0xfffe || codePoint >= 0xfdd0 && codePoint <= 0xfdef;
        return control || codePoint == 0x7f || noncharacter ? "" : Character.toString(codePoint);
    }

    /**
     * The character of Windows-1252 that a C1 control character nearly always stands for; the five that Windows-1252 leaves
     * undefined stay as they are.
     */
    static String windows1252(char control) {
        String meant = new String(new byte[] {(byte) control}, WINDOWS_1252);
        return meant.equals(REPLACEMENT) ? String.valueOf(control) : meant;
    }

    private static Map<String, String> readNamed() {
        Map<String, String> named = new HashMap<>(4096);
        try (InputStream in = Objects.requireNonNull(HtmlEntities.class.getResourceAsStream("html_entities.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(" ");
                StringBuilder text = new StringBuilder();
                for (int i = 1; i < fields.length; i++) {
                    text.appendCodePoint(Integer.parseInt(fields[i], 16));
                }
                named.put(fields[0], text.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return named;
    }
}
