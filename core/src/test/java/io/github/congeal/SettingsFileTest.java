package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.control.Control;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
    private static final Settings SETTINGS = Settings.EMPTY
            .with(Control.PROMPTS, Prompt.parse("a \"red\" apple | fog:-0.3"))
            .with(Control.SIZE, new Size(64, 48))
            .with(Control.SEED, Long.MAX_VALUE)
            .with(Control.STEP_SIZE, Schedule.constant(1e-7))
            .with(Control.TRUNCATE, true);

    @Test
    void writesNumbersAsNumbersAndSeveralValuesAsAnArray() {
        assertThat(SettingsFile.toJson(SETTINGS)).isEqualTo("""
                {
                  "prompt": [ "a \\"red\\" apple", "fog:-0.3" ],
                  "size": "64x48",
                  "seed": 9223372036854775807,
                  "step-size": 1.0E-7,
                  "truncate": true
                }""");
    }

    @Test
    void readsWhatItWrites() {
        assertThat(SettingsFile.fromJson(SettingsFile.toJson(SETTINGS))).isEqualTo(SETTINGS);
        assertThat(SettingsFile.fromJson("{}")).isEqualTo(Settings.EMPTY);
    }

    @Test
    void severalValuesMayStandInOneText() {
        assertThat(SettingsFile.fromJson("{\"prompt\": \"a | b\"}").get(Control.PROMPTS))
                .containsExactly(Prompt.of("a"), Prompt.of("b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "[]; an object",
                "{\"cutouts\": 3; no JSON",
                "{\"cutouts\": 3} 4; nothing behind",
                "{\"cutouts\": {}}; cutouts",
                "{\"cutouts\": null}; cutouts",
                "{\"cutouts\": 3, \"cutouts\": 3}; only once",
                "{\"cutouts\": 0}; cutouts was \"0\", but must be",
                "{\"cutouts\": [3]}; cutouts has one value",
                "{\"prompt\": [[]]}; prompt",
                "{\"prompt\": [null]}; texts in the array of prompt",
                "{\"prompt\": \"a\", \"prompt.3\": \"b\"}; prompt was given both at once and as \"prompt.3\"",
                "{\"prompt\": \"a\", \"prompt.02\": \"b\"}; prompt was given both at once and as \"prompt.02\"",
                "{\"prompt\": [\"a\"], \"prompt.3\": \"b\"}; \"prompt.3\" was given, but several values of prompt must be numbered from prompt.1 on without gaps",
                "{\"prompt\": [\"a\"], \"prompt.02\": \"b\"}; \"prompt.02\" was given, but",
                "{\"prompt.0\": \"a\", \"prompt.1\": \"b\"}; \"prompt.0\" was given, but",
                "{\"prompt.2\": \"b\"}; \"prompt.2\" was given, but",
                "{\"prompt.2\": \"c\", \"prompt\": [\"a\", \"b\"]}; prompt.2 only once",
                "{\"steps\": 3}; no control named \"steps\"",
            })
    void whatCannotBeFollowedIsRefused(String json, String part) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SettingsFile.fromJson(json))
                .withMessageContaining(part);
    }

    @Test
    void aNumberOrNameBeyondAllBoundsIsRefused() {
        for (String json : List.of(
                "{\"seed\": %s}".formatted("9".repeat(200_000)), "{\"%s\": 1}".formatted("a".repeat(1_000_000)))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SettingsFile.fromJson(json))
                    .withMessage("the settings have a number or a name that is far too long");
        }
    }

    @Test
    void namesThatAreMadeToCollideDoNotOutliveTheirFile() {
        String colliding = IntStream.range(0, 4096)
                .mapToObj(number -> IntStream.range(0, 12)
                        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Ac" : "BB")
                        .collect(Collectors.joining("", "\"", "\": 1")))
                .collect(Collectors.joining(", ", "{", "}"));
        String fresh =
                IntStream.range(0, 1000).mapToObj("\"k%d\": 1"::formatted).collect(Collectors.joining(", ", "{", "}"));
        for (String json : List.of(colliding, fresh)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SettingsFile.fromJson(json))
                    .withMessageContaining("no control named");
        }
    }

    @Test
    void aFileOrATextMayBeginWithAByteOrderMark(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("windows.json"), "\ufeff{\"cutouts\": 3}");
        assertThat(SettingsFile.read(file).get(Control.CUTOUTS)).isEqualTo(3);
        assertThat(SettingsFile.fromJson("\ufeff{\"cutouts\": 3}").get(Control.CUTOUTS))
                .isEqualTo(3);
    }

    @Test
    void namesTheFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("fine.json"), "{\"cutouts\": 0}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SettingsFile.read(file))
                .withMessageStartingWith(file + ": cutouts was");
        assertThatThrownBy(() -> SettingsFile.read(folder.resolve("none.json")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none.json: no such file");
    }

    @Test
    void whatIsNoTextOfSettingsIsRefusedInASentence(@TempDir Path folder) throws IOException {
        Path latin = Files.write(folder.resolve("latin.json"), new byte[] {'{', (byte) 0xe4, '}'});
        Path huge = Files.write(folder.resolve("huge.json"), new byte[(4 << 20) + 1]);
        for (Path file : List.of(latin, huge, folder)) {
            assertThatThrownBy(() -> SettingsFile.read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(file + " is ")
                    .hasMessageMatching(".*(a text in UTF-8, as JSON is, nor a PNG|longer than 4 MB|a folder).*");
        }
    }
}
