package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.control.Control;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Start;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a builder takes, and what it refuses in a sentence when it is said. */
class BuilderTest {
    @Test
    void whatIsSaidTwiceIsRefused() {
        Generation.Builder builder = Generation.builder().size(64, 64).model(Model.bundled());
        assertRefused(() -> builder.size(32, 32), "size was already set to 64x64: set it once");
        assertRefused(() -> builder.set("size", "32x32"), "size was already set to 64x64: set it once");
        assertRefused(() -> builder.model(Model.bundled()), "model was already set to bundled: set it once");
        builder.settings(Settings.EMPTY);
        assertRefused(() -> builder.settings(Settings.EMPTY), "settings were already given: give them once, a.over(b)");
    }

    @Test
    void promptsAddUp() {
        Generation generation = small().prompt("a")
                .prompt(Prompt.of("b"))
                .set("prompt", "c | d:2")
                .build();
        assertThat(generation.prompts())
                .containsExactly(
                        Prompt.of("a"),
                        Prompt.of("b"),
                        Prompt.of("c"),
                        Prompt.of("d").weight(2));
    }

    @Test
    void anInterruptEndsTheReadingOfPrompts() {
        Generation.Builder builder = small().prompt("a");
        Thread.currentThread().interrupt();
        assertThatThrownBy(builder::build).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(builder.build().prompts()).hasSize(1);
    }

    @Test
    void presetSettingsApplyToWhatIsNotSet() {
        Settings preset = Settings.EMPTY
                .with(Control.CUTOUTS, 3)
                .with(Control.ITERATIONS, 9)
                .with(Control.PROMPTS, Prompt.parse("fog"));
        Generation generation = Generation.builder()
                .settings(preset)
                .iterations(4)
                .set("step-size", "0: 0.1 | 80%: 0.02")
                .set(Control.SIZE.name(), "64x64")
                .build();
        assertThat(generation.cutouts()).isEqualTo(3);
        assertThat(generation.iterations()).isEqualTo(4);
        assertThat(generation.stepSize()).isEqualTo(Schedule.parse("0: 0.1 | 80%: 0.02"));
        assertThat(generation.prompts()).containsExactly(Prompt.of("fog"));
        assertThat(generation.start()).isInstanceOf(Start.Sketched.class);
    }

    @Test
    void theSettingsOfAGenerationMakeItAgain() {
        Generation generation = small().prompt("a red apple").build();
        Generation again = Generation.builder().settings(generation.settings()).build();
        assertThat(again.settings()).isEqualTo(generation.settings());
        assertThat(again.settings().has(Control.SEED)).isTrue();
        assertThat(Settings.fromText(again.settings().toText())).isEqualTo(again.settings());
    }

    @Test
    void nothingIsRefusedInASentence() {
        Generation.Builder builder = Generation.builder();
        assertRefused(() -> builder.prompt((String) null), "prompt's text was null, but must have words");
        assertRefused(() -> builder.prompt((Prompt) null), "prompt had null among its values");
        assertRefused(() -> builder.prompts(null), "prompt was null, but must be words");
        assertRefused(() -> builder.start(null), "start was null, but must be one of random");
        assertRefused(() -> builder.cutoutMethod(null), "cutout-method was null, but must be one of augmented");
        assertRefused(() -> builder.stepSize(null), "step-size was null, but must be a finite number above 0");
        assertRefused(() -> builder.target((Path) null), "target was null, but must be a picture");
        assertRefused(() -> builder.target((BufferedImage) null, 1), "target was null, but must be a picture");
        assertRefused(() -> builder.initialImage((Path) null), "initial-image was null, but must be a picture");
        assertRefused(() -> builder.initialImage((BufferedImage) null), "initial-image was null");
        assertRefused(() -> builder.model(null), "model was null, but must be a model");
        assertRefused(() -> builder.device(null), "device was null, but must be one of AUTO, CPU, GPU");
        assertRefused(() -> builder.settings(null), "settings were null");
        assertRefused(() -> builder.memoryPlan(null), "memory-plan was null");
    }

    private static Generation.Builder small() {
        return Generation.builder().size(64, 64).cutouts(2).iterations(1);
    }

    private static void assertRefused(ThrowingCallable call, String beginning) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageStartingWith(beginning);
    }
}
