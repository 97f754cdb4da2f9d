package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.control.Control;
import io.github.congeal.control.CutoutMethod;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.control.Start;
import io.github.congeal.control.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that version 0.1.0-SNAPSHOT wrote before settings had one written form. */
class OldRecipeTest {
    @TempDir
    Path folder;

    @Test
    void promptsComeBack() throws IOException {
        Settings settings = settings("prompts.png");
        assertThat(settings.get(Control.PROMPTS))
                .containsExactly(
                        Prompt.of("a red apple").weight(1.5).stop(0.2),
                        Prompt.of("fog").weight(-0.3).stop(0.5),
                        Prompt.of("night").weight(-0.2));
        assertThat(settings.get(Control.SIZE)).isEqualTo(new Size(64, 64));
        assertThat(settings.get(Control.SEED)).isEqualTo(7);
        assertThat(settings.get(Control.START)).isEqualTo(Start.SKETCHED);
        assertThat(settings.get(Control.CUTOUT_METHOD)).isEqualTo(CutoutMethod.AUGMENTED);
        assertThat(settings.get(Control.STEP_SIZE)).isEqualTo(Schedule.constant(0.03));
    }

    @Test
    void picturesComeBack() throws IOException {
        Settings settings = settings("pictures.png");
        Path picture = Path.of("/tmp/congeal-target.png");
        assertThat(settings.get(Control.PROMPTS))
                .containsExactly(Prompt.of("a"), Prompt.of("b").weight(3));
        assertThat(settings.get(Control.TARGETS)).containsExactly(Target.of(picture, 0.5));
        assertThat(settings.get(Control.INITIAL_IMAGE).path()).contains(picture.toAbsolutePath());
        assertThat(settings.get(Control.START)).isEqualTo(Start.PLAIN);
        assertThat(settings.get(Control.CUTOUT_METHOD)).isEqualTo(CutoutMethod.PLAIN);
        assertThat(settings.get(Control.STEP_SIZE)).isEqualTo(Schedule.constant(0.07));
        assertThat(settings.get(Control.TRUNCATE)).isTrue();
        assertThat(settings.get(Control.SEED)).isEqualTo(-7);
    }

    @Test
    void aGenerationComesOfOne() throws IOException {
        Generation generation = Generation.readFrom(copy("prompts.png"));
        assertThat(generation.iterations()).isEqualTo(2);
        assertThat(generation.cutouts()).isEqualTo(2);
        assertThat(generation.settings().get(Control.REDRAW))
                .as("the version that made it knew no other")
                .isEqualTo(1);
        assertThat(generation.stream().count()).isEqualTo(3);
    }

    private Settings settings(String name) throws IOException {
        Path file = copy(name);
        return RecipeReader.in(file).settings(Control.all());
    }

    private Path copy(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.copy(OldRecipeTest.class.getResourceAsStream("recipes/" + name), file);
        return file;
    }
}
