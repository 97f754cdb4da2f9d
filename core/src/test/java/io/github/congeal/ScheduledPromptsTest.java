package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.control.Control;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Start;
import io.github.congeal.control.Story;
import io.github.congeal.control.Target;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prompts that count more or less in the course of a run. */
class ScheduledPromptsTest {
    private static Generation.Builder small() {
        return Generation.builder()
                .start(Start.RANDOM)
                .size(64, 64)
                .iterations(4)
                .cutouts(2)
                .stepSize(0.7)
                .seed(3);
    }

    private static List<Frame> frames(Generation.Builder builder) {
        return builder.build().stream().toList();
    }

    private static int pixels(Frame frame) {
        BufferedImage image = frame.image();
        return Arrays.hashCode(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()));
    }

    @Test
    void aWeightThatFallsToNothingTakesItsLossWithIt() {
        Prompt fading = Prompt.of("a red apple").weight(Schedule.parse("0: 2 | 2: 0"));

        List<Frame> frames = frames(small().prompt("the sea").prompt(fading));

        double first = frames(small().prompt("the sea").prompt("a red apple"))
                .get(0)
                .losses()
                .get(1);
        assertThat(frames.get(0).losses().get(1)).isCloseTo(2 * first, within(1e-6));
        assertThat(frames.get(1).losses().get(1)).isBetween(0.5 * first, 1.5 * first);
        assertThat(frames.subList(2, 5)).allSatisfy(frame -> {
            assertThat(frame.losses().get(0)).isPositive();
            assertThat(frame.losses().get(1)).isZero();
        });
    }

    @Test
    void aScheduleThatNeverChangesIsANumber() {
        Prompt constant = Prompt.of("a red apple").weight(Schedule.parse("0: 0.5 | 4: 0.5"));

        assertThat(pixels(frames(small().prompt(constant)).get(4)))
                .isEqualTo(pixels(frames(small().prompt(Prompt.of("a red apple").weight(0.5)))
                        .get(4)));
    }

    @Test
    void theFirstChapterMakesThePictureUntilTheSecondTakesOver() {
        List<Frame> story = frames(small().story("a red apple", "the sea"));
        List<Frame> alone = frames(small().prompt("a red apple"));

        // The handover is at step 2: it is felt in the picture after the step that follows.
        assertThat(pixels(story.get(2))).isEqualTo(pixels(alone.get(2)));
        assertThat(pixels(story.get(3))).isNotEqualTo(pixels(alone.get(3)));
        assertThat(story.get(1).losses().get(1)).isZero();
        assertThat(story.get(2).losses().get(0)).isZero();
        assertThat(story.get(4).losses().get(1)).isPositive();
    }

    @Test
    void aBlendedStoryIsTheSamePromptsWithSchedules() {
        List<Frame> story =
                frames(small().story(Story.parse("a red apple || @2 the sea")).storyBlend(1));
        List<Frame> prompts = frames(small().prompt(Prompt.of("a red apple").weight(Schedule.parse("2: 1 | 4: 0")))
                .prompt(Prompt.of("the sea").weight(Schedule.parse("2: 0 | 4: 1"))));

        assertThat(story)
                .extracting(Frame::losses)
                .isEqualTo(prompts.stream().map(Frame::losses).toList());
    }

    @Test
    void allComesBackFromAPicture(@TempDir Path folder) throws IOException {
        BufferedImage picture = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        Path target = folder.resolve("target.png");
        PictureFile.write(picture, target);
        Path saved = folder.resolve("saved.png");
        Generation generation = small().prompts(Prompt.parse("a forest:(0: 1 | 50%: 0):0.3 | fog:-0.5"))
                .avoid("text")
                .story(Story.parse("a red apple || @50% the sea | salt:(cosine(0, 1))"))
                .storyBlend(0.25)
                .target(Target.of(target, 1)
                        .weight(Schedule.parse("0: 0.1 | 3: 0.2"))
                        .stop(Schedule.constant(0.4)))
                .build();
        generation.stream().toList().get(4).save(saved);

        Generation again = Generation.readFrom(saved);

        assertThat(again.settings()).isEqualTo(generation.settings());
        assertThat(SettingsFile.fromJson(SettingsFile.toJson(generation.settings()))
                        .without(Control.TARGETS))
                .isEqualTo(generation.settings().without(Control.TARGETS));
        assertThat(new Recipe(again).at(4)).isEqualTo(new Recipe(generation).at(4));
    }

    @Test
    void aStoryIsEnoughForAPicture() {
        assertThat(small().story("a red apple", "the sea").build().prompts()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> small().build());
    }
}
