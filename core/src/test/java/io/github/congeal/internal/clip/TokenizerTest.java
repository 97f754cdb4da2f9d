package io.github.congeal.internal.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.PromptTooLongException;
import io.github.congeal.control.Prompt;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {

    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

    private final Tokenizer tokenizer = Tokenizer.shared();

    /** The tokens of CLIP's own tokenizer; see tokenizer_fixtures.py. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "tokens.csv", numLinesToSkip = 1)
    void tokensAreThoseOfTheOriginal(String kind, String text, String tokens) {
        String actual = Arrays.stream(tokenizer.encode(unescaped(text)))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
        assertThat(actual).isEqualTo(tokens);
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }

    @Test
    void aTextStandsBetweenTheMarksBeforeZeros() {
        int[] tokens = tokenizer.tokenize("a red apple", false);
        assertThat(tokens).hasSize(77).startsWith(49406, 320, 736, 3055, 49407);
        assertThat(Arrays.copyOfRange(tokens, 5, 77)).containsOnly(0);
        assertThat(tokenizer.tokenize("", false)).startsWith(49406, 49407, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a r\0ed apple",
                "\u001b[31ma red\u007f apple\u001b",
                "half \ud83c of\t\u0001it\f",
                "\u0092s\u000b"
            })
    void aPromptLeavesOutWhatIsNotRead(String text) {
        assertThat(tokenizer.encode(Prompt.of(text).text())).isEqualTo(tokenizer.encode(text));
    }

    @Test
    void seventyFiveWordsFitAndOneMoreDoesNot() {
        String full = "apple ".repeat(75);
        String tooLong = full + "pie";
        assertThat(tokenizer.tokenize(full, false)).endsWith(3055, 49407);
        assertThatThrownBy(() -> tokenizer.tokenize(tooLong, false))
                .isInstanceOfSatisfying(PromptTooLongException.class, e -> {
                    assertThat(e.tokenCount()).hasValue(78);
                    assertThat(e.limit()).isEqualTo(77);
                })
                .hasMessageContainingAll("78 tokens", "77", "truncate");
        assertThat(tokenizer.tokenize(tooLong, true)).isEqualTo(tokenizer.tokenize(full, false));
    }

    @Test
    void aModelMayReadFewerTokens() {
        assertThat(tokenizer.tokenize("a red apple", 4, true)).containsExactly(49406, 320, 736, 49407);
        assertThatThrownBy(() -> tokenizer.tokenize("a red apple", 4, false)).hasMessageContaining("5 tokens");
    }

    @ParameterizedTest
    @CsvSource({"schÃ¶n", "doesnâ€™t", "\u0080\u0085\u0099"})
    void damagedTextIsTokenizedAsItStands(String text) {
        assertThat(tokenizer.encode(text)).isNotEmpty();
    }

    @Test
    void anyTextHasTokensOfTheVocabulary() {
        String everything = IntStream.rangeClosed(0, 0x10ffff)
                .filter(codePoint -> codePoint % 17 == 0)
                .mapToObj(codePoint -> new String(Character.toChars(codePoint)))
                .collect(Collectors.joining(" $1 \\ "));
        assertThatCode(() -> assertThat(Arrays.stream(tokenizer.encode(everything))
                                .summaryStatistics()
                                .getMax())
                        .isLessThan(49406))
                .doesNotThrowAnyException();
    }

    /** Each took minutes, or the lifetime of a server: an entity within an entity, a word without end, accents to sort. */
    @ParameterizedTest
    @MethodSource
    @Timeout(300)
    void noTextKeepsAServerBusy(String text) {
        assertThat(tokenizer.tokenize(text, true)).startsWith(49406).contains(49407);
        assertThatThrownBy(() -> tokenizer.tokenize(text, false)).isInstanceOf(PromptTooLongException.class);
    }

    static Stream<String> noTextKeepsAServerBusy() {
        return Stream.of(16_000, 4_000_000)
                .flatMap(length -> Stream.of(
                        "&" + "amp;".repeat(length / 4),
                        "&#38;" + "#38;".repeat(length / 4),
                        "\uff06" + "\uff41\uff4d\uff50\uff1b".repeat(length / 4),
                        new Random(0)
                                .ints(length, 'a', 'z' + 1)
                                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                                .toString(),
                        "a" + "\u0301".repeat(length / 2) + "\u0323".repeat(length / 2),
                        "\u03a3'".repeat(length / 2),
                        "<\n".repeat(length / 2)));
    }

    @Test
    void aTextFarBeyondAnyContextIsRefusedBeforeItIsRead() {
        assertThatThrownBy(() -> tokenizer.tokenize("apple ".repeat(200_000), false))
                .isInstanceOfSatisfying(PromptTooLongException.class, e -> {
                    assertThat(e.tokenCount()).isEmpty();
                    assertThat(e.limit()).isEqualTo(77);
                })
                .hasMessageContainingAll("1200000 characters", "77 tokens", "truncate")
                .message()
                .hasSizeLessThan(300);
    }

    /** A prompt is shown, written and saved without what CLIP does not read: that changes nothing for CLIP. */
    @Test
    void whatAPromptLeavesOutIsNotReadEither() {
        for (char some = 0; some < 0x100; some++) {
            String text = "a red" + some + "apple\u001b[1m tart" + some + "\ud800";

            assertThat(TextCleaner.clean(Prompt.of(text).text()))
                    .as("with U+%04X", (int) some)
                    .isEqualTo(TextCleaner.clean(text));
        }
    }
}
