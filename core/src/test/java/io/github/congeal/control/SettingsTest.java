package io.github.congeal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final Settings SOME = Settings.EMPTY
            .with(Control.STEP_SIZE, Schedule.parse("0: 0.1 | 80%: 0.02"))
            .with(Control.SEED, Long.MIN_VALUE)
            .with(Control.SIZE, new Size(64, 48))
            .with(Control.START, new Start.Plain(0.25, 0))
            .with(Control.CUTOUT_METHOD, CutoutMethod.PLAIN)
            .with(Control.MEMORY_PLAN, new MemoryPlan(8, 1))
            .with(Control.INITIAL_IMAGE, ImageSource.of(Path.of("a:1.png")))
            .with(Control.TARGETS, List.of(Target.of(Path.of("b.png"), -0.5), Target.of(Path.of("c:2"), 1)))
            .with(
                    Control.PROMPTS,
                    List.of(Prompt.of("a | b: 3"), Prompt.of("fog").weight(-0.3).stop(0.5)));

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(Settings.fromText(SOME.toText())).isEqualTo(SOME);
        assertThat(Settings.fromText(Settings.EMPTY.toText())).isEqualTo(Settings.EMPTY);
    }

    @Test
    void theWrittenFormIsForPeople() {
        assertThat(SOME.toText())
                .containsEntry("prompt.1", "a | b: 3:1:-inf")
                .containsEntry("prompt.2", "fog:-0.3:-0.5")
                .containsEntry("size", "64x48")
                .containsEntry("start", "plain(ground=0.25, noise=0)")
                .containsEntry("cutout-method", "plain(power=1, aspect=true)")
                .containsEntry("step-size", "0: 0.1 | 80%: 0.02")
                .containsEntry("memory-plan", "memory-plan(chunk=8, checkpointed=1)");
    }

    @Test
    void severalValuesMayStandInOneText() {
        Settings settings = Settings.fromText(Map.of("prompt", "a red apple:2 | fog:-0.3"));
        assertThat(settings.get(Control.PROMPTS))
                .containsExactly(
                        Prompt.of("a red apple").weight(2), Prompt.of("fog").weight(-0.3));
    }

    @Test
    void oneSpeakerCountsBeforeTheNext() {
        Settings preset = Settings.EMPTY.with(Control.ITERATIONS, 7).with(Control.CUTOUTS, 3);
        Settings all = Settings.EMPTY.with(Control.CUTOUTS, 5).over(preset);
        assertThat(all.get(Control.CUTOUTS)).isEqualTo(5);
        assertThat(all.get(Control.ITERATIONS)).isEqualTo(7);
        assertThat(all.get(Control.EVERY)).isEqualTo(1);
        assertThat(all.has(Control.EVERY)).isFalse();
        assertThat(all.without(Control.CUTOUTS).get(Control.CUTOUTS)).isEqualTo(64);
        assertThatThrownBy(() -> all.get(Control.SEED))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("seed");
    }

    @Test
    void theyDoNotChange() {
        Settings before = Settings.EMPTY.with(Control.CUTOUTS, 5);
        before.with(Control.CUTOUTS, 6);
        before.without(Control.CUTOUTS);
        assertThat(before.get(Control.CUTOUTS)).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "cutouts; 0; cutouts was \"0\", but must be a whole number of at least 1, such as 32",
                "cutouts; few; cutouts was \"few\", but must be a whole number of at least 1, such as 32",
                "step-size; 0: 0.1 | 5: 0; step-size was \"0: 0.1 | 5: 0\", but must be a finite number above 0, or a schedule of such numbers, such as 0: 0.1 | 80%: 0.02",
                "size; 0x5; size was \"0x5\": width was 0, but must be at least 1",
                "start; plain(ground=7); start was \"plain(ground=7)\": ground was 7, but must be a number from 0 to 1",
                "start; plain(g=7); start was \"plain(g=7)\": plain has no g, only ground, noise",
                "truncate; perhaps; truncate was \"perhaps\", but must be true or false, such as true",
                "seed.1; 4; seed has one value: leave the number out of \"seed.1\"",
                "prompt; a | | b; prompt was \"a | | b\": prompt's text was blank, but must have words",
            })
    void whatIsNotAllowedIsRefused(String name, String text, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.fromText(Map.of(name, text)))
                .withMessage(sentence);
    }

    @Test
    void anUnknownNameIsRefusedWithThoseThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.fromText(Map.of("steps", "3")))
                .withMessageStartingWith("there is no control named \"steps\", only prompt, story, ")
                .withMessageContaining("iterations");
    }

    @Test
    void nothingIsNoValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.EMPTY.with(Control.CUTOUTS, null))
                .withMessage("cutouts was null, but must be a whole number of at least 1, such as 32");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "initial-image; a.png",
                "target; a.png:0.5",
                "mask; a.png",
                "prompt; fog | a sunset@mask(picture=a.png)",
                "story; a || b@mask(picture=a.png)",
                "regularizer; palette(colours=8 of a.png)",
                "regularizer; aesthetic(head=a.pth)",
                "change; 1: prompt=a@mask(picture=a.png)",
            })
    void whatNamesAFileIsFound(String control, String text) {
        Settings settings = SOME.without(Control.INITIAL_IMAGE).without(Control.TARGETS);

        assertThat(settings.namingFiles()).isEmpty();
        assertThat(Settings.fromText(Map.of(control, text)).over(settings).namingFiles())
                .containsExactly(Control.named(control, Control.all()));
    }

    @Test
    void aPictureInMemoryIsNoFile() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);

        assertThat(Settings.EMPTY
                        .with(Control.INITIAL_IMAGE, ImageSource.of(image))
                        .namingFiles())
                .isEmpty();
    }
}
