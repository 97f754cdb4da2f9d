package io.github.congeal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoryTest {
    @Test
    void chaptersAreDividedByDoubleBars() {
        Story story = Story.parse("a forest | fog:-0.3 || @30% the sea || @200 a city:(0: 1 | 50%: 2)");

        assertThat(story.chapters())
                .containsExactly(
                        Chapter.of(Prompt.parse("a forest | fog:-0.3")),
                        Chapter.of(List.of(Prompt.of("the sea"))).fromPercent(30),
                        Chapter.of(Prompt.parse("a city:(0: 1 | 50%: 2)")).fromStep(200));
        assertThat(Story.parse(story.toString())).isEqualTo(story);
        assertThat(Control.STORY.read(Control.STORY.write(story))).isEqualTo(story);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a; 90; 0 90",
                "a || b || c; 90; 0 30 60 90",
                "a || @10% b || c || d; 100; 0 10 40 70 100",
                "a || @200 b; 100; 0 100 100",
                "a || @50% b || @20 c; 100; 0 50 50 100",
                "a || b; 0; 0 0 0",
            })
    void theyShareTheRunEvenlyUnlessTheySayWhereTheyBegin(String story, int steps, String beginnings) {
        assertThat(Story.parse(story).beginnings(steps))
                .extracting(Numbers::write)
                .containsExactly(beginnings.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a || ", "a || || b", "@5 a || b", "a || @9 b || @5 c", "a || @120% b"})
    void whatCannotBeFollowedIsRefused(String story) {
        assertThatIllegalArgumentException().isThrownBy(() -> Control.STORY.read(story));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@home", "mail to me@9", "16:9 photo"})
    void otherWordsArePrompts(String words) {
        assertThat(Story.parse("a || " + words).prompts()).containsExactly(Prompt.of("a"), Prompt.of(words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a black | white flag; has a bar in it, which separates prompts in a story",
                "@30% the sea; begins with a place in the run: give the chapter that place instead",
            })
    void textThatWouldBeReadOtherwiseIsRefused(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chapter.of(List.of(Prompt.of(text))))
                .withMessage("\"%s\", the text of a chapter's prompt, %s", text, why);
    }

    @Test
    void aPlaceMayStandInATextBehindAPlace() {
        Story story = new Story(
                List.of(new Chapter(Optional.of(new Chapter.Place(0, false)), List.of(Prompt.of("@30% the sea")))));
        assertThat(Story.parse(story.toString())).isEqualTo(story);
    }
}
