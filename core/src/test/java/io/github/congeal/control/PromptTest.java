package io.github.congeal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptTest {

    private static final OptionalDouble NEVER = OptionalDouble.empty();

    @Test
    void aLineHoldsSeveralPromptsWithWeightsAndStops() {
        assertThat(Prompt.parse("a red apple:1.5:0.2 | fog:-0.3|a storm "))
                .containsExactly(
                        new Prompt("a red apple", 1.5, OptionalDouble.of(0.2)),
                        new Prompt("fog", -0.3, NEVER),
                        Prompt.of("a storm"));
    }

    @ParameterizedTest
    @CsvSource({
        "a red apple,                   a red apple,           1",
        "a red apple:2,                 a red apple,           2",
        "a red apple : +.5,             a red apple,           0.5",
        "fog:-1e-1,                     fog,                   -0.1",
        "ratio 16:9 photo,              ratio 16:9 photo,      1",
        "time: noon,                    time: noon,            1",
        "time: noon:3,                  time: noon,            3",
        "https://example.org/a.png,     https://example.org/a.png, 1",
        "https://example.org/a.png:0.5, https://example.org/a.png, 0.5",
        "http://example.org:80/a.png,   http://example.org:80/a.png, 1",
        "C:\\pictures\\a.png:0.5,       C:\\pictures\\a.png,   0.5",
        "C:\\pictures\\a.png,           C:\\pictures\\a.png,   1",
        "a:0x10,                        a:0x10,                1",
        "a:1f,                          a:1f,                  1",
        "a:1_000,                       a:1_000,               1",
        "a:,                            a:,                    1",
        "::,                            ::,                    1",
        "1984,                          1984,                  1",
        "1984:2,                        1984,                  2",
        "a clock at 12:30,              a clock at 12:30,      1",
        "a clock at 12:30:2,            a clock at 12:30,      2",
        "a clock at 12:30.0,            a clock at 12,         30",
        "9:15,                          9:15,                  1",
        "a photo in 16:9,               a photo in 16:9,       1",
        "a photo in 16:9:0.5,           a photo in 16:9,       0.5",
        "route 66:2,                    route 66,              2",
        "apollo 13:7,                   apollo 13,             7",
    })
    void onlyNumbersAtTheEndAreTakenForWeights(String line, String text, double weight) {
        assertThat(Prompt.parse(line)).containsExactly(new Prompt(text, weight, NEVER));
    }

    @Test
    void onlyTheLastTwoNumbersCount() {
        assertThat(Prompt.parse("a:1:2:3")).containsExactly(new Prompt("a:1", 2, OptionalDouble.of(3)));
        assertThat(Prompt.parse("a:x:2:-inf")).containsExactly(new Prompt("a:x", 2, NEVER));
    }

    @ParameterizedTest
    @CsvSource({
        "'a | | b',  'prompt 2 of 3 in \"a | | b\" was blank, but must have words'",
        "'a|',       'prompt 2 of 2 in \"a|\" was blank, but must have words'",
        "'',         'prompt 1 of 1 in \"\" was blank, but must have words'",
        "':1.5',     'prompt''s text was blank, but must have words'",
        "'fog:nan',  'weight of prompt \"fog\" was NaN, but must be a number from -1.0E9 to 1.0E9'",
        "'fog:-inf', 'weight of prompt \"fog\" was -Infinity, but must be a number from -1.0E9 to 1.0E9'",
        "'fog:1e999','weight of prompt \"fog\" was Infinity, but must be a number from -1.0E9 to 1.0E9'",
        "'fog:1e308','weight of prompt \"fog\" was 1.0E308, but must be a number from -1.0E9 to 1.0E9'",
        "'fog:1:nan','stop of \"fog\" was NaN, but must be a finite number, or negative infinity for never'",
    })
    void whatCannotBeMeantIsRefusedWithASentence(String line, String sentence) {
        assertThatThrownBy(() -> Prompt.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @Test
    void badNumbersAreRefusedWithoutParsingToo() {
        Prompt fog = Prompt.of("fog");
        assertThatThrownBy(() -> fog.weight(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fog.stop(Double.POSITIVE_INFINITY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Prompt.of(" \t")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Prompt.of(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("prompt's text was null, but must have words");
    }

    /** What CLIP does not read is no part of what is written into pictures, tables and messages. */
    @ParameterizedTest
    @CsvSource({
        "'a r\0ed\u007f apple\u001b', a red apple",
        "'\u001b[31mred\u001b[0m\u0007', red",
        "'two\tlines\nof it\u0002', 'two\tlines\nof it'",
        "'half \ud83c of it', 'half \ufffd of it'",
        "'\ud83c\udf4e', '\ud83c\udf4e'",
        "'damaged \u0092', 'damaged \u0092'",
    })
    void controlCharactersAreLeftOut(String written, String text) {
        assertThat(Prompt.of(written)).isEqualTo(Prompt.of(text)).hasToString(text);
        assertThat(Prompt.parse(written + ":0.5").get(0).text()).isEqualTo(text);
    }

    @Test
    void aMessageIsOneLineThatDrivesNoTerminal() {
        assertThatThrownBy(() -> Prompt.parse("a\nb\u001b[2J:2e9"))
                .hasMessageStartingWith("weight of prompt \"a b\" was 2.0E9");
        assertThatThrownBy(() -> Schedule.parse("1\n\u001b[2J2")).hasMessageStartingWith("\"1 \ufffd[2J2\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00a0\u00a0",
                "\u200b",
                "\ufeff \u200d",
                "\u0007\u001b",
                "\u001b[31m",
                "\u2800",
                "\u3164",
                "\u0301"
            })
    void whatCannotBeSeenIsNoPrompt(String text) {
        assertThatThrownBy(() -> Prompt.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("prompt's text was blank, but must have words");
        assertThatThrownBy(() -> Prompt.parse("a red apple | " + text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"🍎", "?", "りんご", "७", "\u00a0x", "☃"})
    void whatCanBeSeenIsAPrompt(String text) {
        assertThat(Prompt.of(text).text()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1,    -inf, ",
        "1,    -0.5, ",
        "1,    0.2,  0.2",
        "-0.3, -inf, ",
        "-0.3, -0.5, 0.5",
        "-0.3, 0.5,  0",
    })
    void theNotebooksStopHasTheSignOfTheWeight(double weight, String notebook, Double stop) {
        Prompt prompt = Prompt.parse("fog:" + weight + ":" + notebook).get(0);
        assertThat(prompt).isEqualTo(new Prompt("fog", weight, stop == null ? NEVER : OptionalDouble.of(stop)));
    }

    @Test
    void aStopBelowNothingIsRefused() {
        Prompt fog = Prompt.of("fog").weight(-0.3);
        assertThatThrownBy(() -> fog.stop(-0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stop of prompt \"fog\" was -0.5")
                .hasMessageContaining("far enough");
    }

    @Test
    void weightAndStopAreChangedOnACopy() {
        Prompt plain = Prompt.of(" a red apple ");
        assertThat(plain.weight(2).stop(0.5)).isEqualTo(new Prompt("a red apple", 2, OptionalDouble.of(0.5)));
        assertThat(plain).isEqualTo(new Prompt("a red apple", 1, NEVER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a clock at 12:30",
                "at 12",
                "16:9",
                "a red apple",
                "ratio 16:9",
                "16:9:1",
                "time: noon",
                "https://example.org",
                "fog:inf",
                "a:"
            })
    void whatIsPrintedIsParsedAgain(String text) {
        for (double weight : new double[] {1, 30, 9, -0.25, 0, 1e-9, 12345678.9}) {
            for (double stop : new double[] {0, 0.5, 1e20}) {
                Prompt prompt = Prompt.of(text).weight(weight);
                assertThat(Prompt.parse(prompt.toString())).isEqualTo(List.of(prompt));
                Prompt stopping = prompt.stop(stop);
                assertThat(Prompt.parse(stopping.toString())).isEqualTo(List.of(stopping));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a forest:(0: 1 | 50%: 0); a forest; 0: 1 | 50%: 0;",
                "a forest : ( 0:1|50%:0 ) ; a forest; 0: 1 | 50%: 0;",
                "a forest:cosine(1, 0); a forest; cosine(1, 0);",
                "a forest:(cosine(1, 0)); a forest; cosine(1, 0);",
                "fog:(0: -0.3 | 200: 0):0.5; fog; 0: -0.3 | 200: 0; 0.5",
                "fog:-0.3:(0: 0.5 | 9: 0.2); fog; -0.3; 0: 0.5 | 9: 0.2",
                "fog:(0: 1 | 9: 2):-inf; fog; 0: 1 | 9: 2;",
                "time: noon:(0: 1 | 9: 2); time: noon; 0: 1 | 9: 2;",
            })
    void schedulesStandInBrackets(String written, String text, String weight, String stop) {
        Prompt expected = Prompt.of(text).weight(Schedule.parse(weight));
        if (stop != null) {
            expected = expected.stop(Schedule.parse(stop));
        }
        assertThat(Prompt.parse(written)).containsExactly(expected);
        assertThat(Prompt.parse(expected.toString())).containsExactly(expected);
    }

    @Test
    void barsOfASchedulesKeyframesDivideNoPrompts() {
        assertThat(Prompt.parse("a (red | blue) bird:(0: 1 | 50%: 0) | the sea :( | 12: 30"))
                .extracting(Prompt::toString)
                .containsExactly("a (red", "blue) bird:(0: 1 | 50%: 0)", "the sea :(", "12:30.0");
        assertThat(Control.PROMPTS.read("a:(0: 1 | 50%: 0) | b:(0: 0 | 50%: 1):(0: 0.1 | 5: 1)"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a face:(sadly)", "a sign:(3 apples)", "a sign:()", "a face :(", "rhapsody (in blue)"})
    void otherThingsInBracketsAreWords(String text) {
        assertThat(Prompt.parse(text)).containsExactly(Prompt.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a sign:(0: 1)", "a sign:(12)", "cosine:cosine(1, 2)", "a sign:(0: x)"})
    void wordsThatLookLikeAScheduleAreWrittenSoThatTheyComeBack(String text) {
        Prompt literal = Prompt.of(text);
        assertThat(Prompt.parse(literal.toString())).containsExactly(literal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fog:(0: 1 | 50%: x)", "fog:(9: 1 | 5: 0)", "fog:(0: 1 | 9: 1e10)", "fog:1:(0: -0.5 | 9: 1)"})
    void schedulesThatCannotBeMeantAreRefused(String written) {
        assertThatThrownBy(() -> Prompt.parse(written)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsToBeAvoidedHasANegativeWeight() {
        assertThat(Prompt.avoiding("fog")).hasToString("fog:-0.5");
    }

    @Test
    void defaultsAreNotPrinted() {
        assertThat(Prompt.of("a red apple")).hasToString("a red apple");
        assertThat(Prompt.of("fog").weight(-2)).hasToString("fog:-2");
        assertThat(Prompt.of("fog").stop(0.2)).hasToString("fog:1:0.2");
    }
}
