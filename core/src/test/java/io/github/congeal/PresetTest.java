package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.control.Control;
import io.github.congeal.control.CutoutMethod;
import io.github.congeal.control.Regularizer;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Start;
import io.github.congeal.model.Model;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PresetTest {
    @TempDir
    private Path folder;

    static Stream<String> names() {
        return Preset.names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachOneMakesPicturesAndStandsInThem(String name) throws IOException {
        Generation generation = Generation.builder()
                .prompt("a red apple")
                .preset(name)
                .size(64, 64)
                .iterations(1)
                .cutouts(2)
                .seed(1)
                .build();
        Frame last = generation.stream().reduce((earlier, later) -> later).orElseThrow();

        Settings again = Generation.readFrom(new ByteArrayInputStream(last.png()), Model.bundled())
                .settings();

        assertThat(again).isEqualTo(generation.settings());
        Settings of = Preset.of(name)
                .settings()
                .without(Control.SIZE)
                .without(Control.ITERATIONS)
                .without(Control.CUTOUTS);
        assertThat(again.toText()).containsAllEntriesOf(of.toText());
    }

    @Test
    void theCallerCountsBeforeGivenSettingsBeforeThePresetBeforeTheModel() {
        Generation generation = Generation.builder()
                .prompt("a red apple")
                .cutouts(3)
                .settings(Settings.EMPTY.with(Control.CUTOUTS, 4).with(Control.ITERATIONS, 2))
                .preset("notebook")
                .set("size", "64x64")
                .build();

        assertThat(generation.cutouts()).isEqualTo(3);
        assertThat(generation.iterations()).isEqualTo(2);
        assertThat(generation.start()).isEqualTo(Start.RANDOM);
        assertThat(generation.stepSize()).isEqualTo(Schedule.constant(0.1));
        assertThat(generation.cutoutMethod()).isEqualTo(CutoutMethod.AUGMENTED);
        assertThat(Generation.builder()
                        .prompt("x")
                        .preset("standard")
                        .seed(1)
                        .build()
                        .settings())
                .isEqualTo(Generation.builder().prompt("x").seed(1).build().settings());
    }

    @Test
    void aFileOfYourOwnIsOneToo() throws IOException {
        Path file = folder.resolve("misty.json");
        Files.writeString(file, "{\"regularizer\": [\"saturation(weight=-2)\"], \"size\": \"64x48\"}");

        Generation generation =
                Generation.builder().prompt("a hill").preset(file).build();

        assertThat(generation.width()).isEqualTo(64);
        assertThat(generation.settings().get(Control.REGULARIZERS)).containsExactly(new Regularizer.Saturation(-2));
        assertThat(Preset.named(file.toString())).isEqualTo(Preset.read(file));
        assertThat(Preset.read(file).name()).isEqualTo("misty");
    }

    @Test
    void whatIsNoneIsRefused() {
        assertThatThrownBy(() -> Preset.named("pixary"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("preset was \"pixary\", but must be one of draft, standard, fine, notebook, nerdyrodent,"
                        + " pixray, texture, or the path of a file");
        assertThatThrownBy(() -> Preset.named("none.json"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none.json: no such file");
        assertThatThrownBy(() -> Preset.read(folder.resolve("none.json"))).isInstanceOf(NoSuchFileException.class);
        Path root = folder.getRoot();
        assertThatThrownBy(() -> Preset.named(root.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "preset must be a readable file, but %s is a folder, not a file of settings".formatted(root));
        assertThatThrownBy(() -> Preset.read(root))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a folder");
        assertThatThrownBy(() -> Generation.builder().preset("draft").preset("fine"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("preset was already set to draft: set it once");
    }
}
