package io.github.congeal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prompts that are bound to regions, noise prompts, and how they are written. */
class RegionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a sunset@top; a sunset@top",
                "a sunset @ Top; a sunset@top",
                "a sunset:1.5@top; a sunset:1.5@top",
                "a sunset@top:1.5; a sunset:1.5@top",
                "a sunset:(0: 1 | 50%: 0):0.3@left; a sunset:(0: 1 | 50%: 0):0.3@left",
                "x@rectangle(left=0.25, width=0.5); x@rectangle(left=0.25, top=0, width=0.5, height=1, feather=0.2)",
                "x@ellipse(x=0.1, feather=0); x@ellipse(x=0.1, y=0.5, width=0.5, height=0.5, feather=0)",
                "x@mask(picture=/m (1).png); x@mask(picture=\"/m (1).png\")",
                "@home; @home",
                "me@example.org; me@example.org",
            })
    void aRegionStandsAtTheEnd(String written, String again) {
        Prompt prompt = Prompt.FORM.read(written);
        assertThat(prompt).hasToString(again);
        assertThat(Prompt.FORM.read(again)).isEqualTo(prompt);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a photo @top", "meet me@left", "x@rectangle(top=2)", "a@top@bottom", "x@everywhere"})
    void wordsThatLookLikeARegionComeBack(String text) {
        Prompt literal = Prompt.of(text);
        assertThat(Prompt.FORM.read(literal.toString())).isEqualTo(literal);
        assertThat(Prompt.FORM.read(literal.weight(2).toString())).isEqualTo(literal.weight(2));
        assertThat(Prompt.FORM.read(literal.in(Region.TOP).toString())).isEqualTo(literal.in(Region.TOP));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x@rectangle(top=2)",
                "x@rectangle(width=0)",
                "x@ellipse(feather=-1)",
                "x@ellipse(radius=1)",
                "x@mask(picture=)"
            })
    void whatIsNoRegionIsRefused(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> Prompt.FORM.read(written));
    }

    @Test
    void aMaskIsAPictureInAFile() {
        Prompt prompt = Prompt.FORM.read("x@mask(picture=sky.png)");
        assertThat(prompt.region()).contains(new Region.Mask(ImageSource.of(Path.of("sky.png"))));
    }

    @Test
    void aNoisePromptIsASeedAndAWeight() {
        assertThat(NoisePrompt.FORM.read("123")).isEqualTo(new NoisePrompt(123, Schedule.constant(1)));
        assertThat(NoisePrompt.FORM.read("-5:0.1")).hasToString("-5:0.1");
        NoisePrompt fading = NoisePrompt.FORM.read("7:(0: 1 | 50%: 0)");
        assertThat(fading).isEqualTo(new NoisePrompt(7, Schedule.parse("0: 1 | 50%: 0")));
        assertThat(NoisePrompt.FORM.read(fading.toString())).isEqualTo(fading);
        for (String wrong : new String[] {"", "x", "1.5", "1:2:3", "1:nan"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Control.NOISE_PROMPTS.read("7 | " + wrong));
        }
    }
}
