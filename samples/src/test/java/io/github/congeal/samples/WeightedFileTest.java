package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightedFileTest {
    private final WeightedFile.Converter converter = new WeightedFile.Converter();

    @ParameterizedTest
    @CsvSource({
        "a.png, a.png, 1",
        "a.png:2, a.png, 2",
        "a.png:-0.5, a.png, -0.5",
        "/tmp/a.png:1.5, /tmp/a.png, 1.5",
    })
    void aWeightFollowsAColon(String argument, Path file, double weight) {
        assertThat(converter.convert(argument)).isEqualTo(new WeightedFile(file, weight));
    }

    @ParameterizedTest
    @CsvSource({"C:\\a.png, C:\\a.png, 1", "C:\\a.png:2, C:\\a.png, 2", "C:/a.png, C:/a.png, 1"})
    void aDriveIsNoFile(String argument, Path file, double weight) {
        assertThat(converter.convert(argument)).isEqualTo(new WeightedFile(file, weight));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there, names have no colons")
    void aFileThatIsThereIsTakenByItsWholeName(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("photo:2"));

        assertThat(converter.convert(file.toString())).isEqualTo(new WeightedFile(file, 1));
    }
}
