package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.control.Story;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorySharesTest {
    private static final Story THREE = Story.of("a forest", "the sea", "a city");

    @ParameterizedTest
    @CsvSource({
        // blend, step, shares of three chapters of 10 steps
        "0,   0,  1,   0,   0",
        "0,   9,  1,   0,   0",
        "0,   10, 0,   1,   0",
        "0,   30, 0,   0,   1",
        "0.5, 10, 1,   0,   0",
        "0.5, 12, 0.6, 0.4, 0",
        "0.5, 15, 0,   1,   0",
        "0.5, 29, 0,   0,   1",
        "1,   9,  1,   0,   0",
        "1,   19, 0.1, 0.9, 0",
        "1,   25, 0,   0.5, 0.5",
        "1,   30, 0,   0,   1",
    })
    void chaptersTakeOverFromOneAnother(double blend, int step, double first, double second, double third) {
        StoryShares shares = StoryShares.of(THREE, blend, 30);
        assertThat(shares.of(0).applyAsDouble(step)).isCloseTo(first, within(1e-12));
        assertThat(shares.of(1).applyAsDouble(step)).isCloseTo(second, within(1e-12));
        assertThat(shares.of(2).applyAsDouble(step)).isCloseTo(third, within(1e-12));
    }

    @Test
    void theyAreOneTogetherAtAnyStepOfAnyStory() {
        Story story = Story.parse("a || @90% b || @10 c || d");
        StoryShares shares = StoryShares.of(story, 0.7, 40);
        for (int step = 0; step <= 40; step++) {
            double sum = 0;
            for (int chapter = 0; chapter < 4; chapter++) {
                double share = shares.of(chapter).applyAsDouble(step);
                assertThat(share).isBetween(0.0, 1.0);
                sum += share;
            }
            assertThat(sum).isCloseTo(1, within(1e-12));
        }
    }
}
