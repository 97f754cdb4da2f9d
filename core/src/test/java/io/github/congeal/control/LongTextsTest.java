package io.github.congeal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts of strangers that are long: they are read or refused soon, in a short sentence. */
@Timeout(120)
class LongTextsTest {
    /** Their examples name files, which are not there. */
    private static final List<Control<?>> OPENING = List.of(Control.TARGETS, Control.INITIAL_IMAGE);

    private static final int MANY = 60_000;

    static Stream<Control<?>> controls() {
        return Control.all().stream().filter(control -> !OPENING.contains(control));
    }

    @ParameterizedTest
    @MethodSource("controls")
    void noTextTakesTimeThatGrowsWithItsSquare(Control<?> control) {
        String example = control.form().example();
        for (String text : List.of(
                example + " ".repeat(3 * MANY) + "x",
                example + "(" + "1".repeat(3 * MANY),
                "(1" + " ".repeat(3 * MANY) + "x",
                "a:(" + "()".repeat(MANY),
                "a@mask(" + "()".repeat(MANY),
                "1: " + " ".repeat(3 * MANY) + "x",
                "warmup(1, ".repeat(MANY / 4) + "1",
                "1: a=" + "\\;".repeat(MANY) + "\\",
                "(".repeat(3 * MANY),
                example + "x".repeat(10 * MANY))) {
            assertShort(catchThrowable(() -> Settings.fromText(Map.of(control.name(), text))));
        }
    }

    /** No file has so long a path; a message about one that is not there would repeat it. */
    @Test
    void aTextThatIsTooLongForAPathIsRefusedByItsBeginning() {
        String path = "x".repeat(MANY);
        for (Control<?> control : List.of(Control.TARGETS, Control.INITIAL_IMAGE, Control.MASK, Control.TRANSPARENT)) {
            assertThatThrownBy(() -> Settings.fromText(Map.of(control.name(), path)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "%s was \"%s…\": a path must have at most 4096 characters, but this has 60000",
                            control.name(), path.substring(0, 200));
        }
    }

    private static void assertShort(Throwable refusal) {
        if (refusal != null) {
            assertThat(refusal).isInstanceOf(IllegalArgumentException.class);
            assertThat(refusal.getMessage()).hasSizeLessThan(4000);
        }
    }

    @Test
    void whatIsTooLongToBeReadIsRefusedAtOnce() {
        String long1 = "a|".repeat(1 << 20);
        assertThatThrownBy(() -> Prompt.parse(long1))
                .hasMessage("prompt was a text of 2097152 characters, but must have at most 200000");
        assertThatThrownBy(() -> Schedule.parse(long1)).hasMessageStartingWith("schedule was a text of 2097152 ");
        assertThatThrownBy(() -> Story.parse(long1)).hasMessageStartingWith("story was a text of 2097152 ");
        assertThatThrownBy(() -> Settings.fromText(Map.of("step-size", long1)))
                .hasMessageStartingWith("step-size was a text of 2097152 ");
    }

    @Test
    void messagesQuoteTheBeginning() {
        assertShort(catchThrowable(() -> Prompt.parse("|".repeat(MANY))));
        assertShort(catchThrowable(() -> Prompt.parse("a".repeat(MANY) + ":1e99")));
        assertShort(catchThrowable(() -> Control.named("x".repeat(MANY), Control.all())));
        assertThatThrownBy(() -> Prompt.parse("a | | b"))
                .hasMessageStartingWith("prompt 2 of 3 in \"a | | b\" was blank");
    }

    /** As before: what is behind a text is found also if much space is before it. */
    @Test
    void spacesCountForNothing() {
        assertThat(Prompt.parse("a sky   @ top  "))
                .containsExactly(Prompt.parse("a sky@top").get(0));
        assertThat(Prompt.parse("fog : ( 0 : 1 | 50 % : 0 ) ")).hasSize(1);
        assertThat(Schedule.parse(" 0 : 0.1 | 50 % : .5e1 ").at(50, 100)).isEqualTo(5);
        assertThat(Schedule.parse("warmup(2, warmup(2, 1))").at(9, 10)).isEqualTo(1);
    }
}
