package io.github.congeal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "a.png, a.png, 1",
        "a.png:2, a.png, 2",
        "a.png:-0.5, a.png, -0.5",
        "/tmp/a.png:1.5, /tmp/a.png, 1.5",
        "C:\\a.png, C:\\a.png, 1",
        "C:\\a.png:2, C:\\a.png, 2",
        "C:/a.png, C:/a.png, 1",
    })
    void aWeightFollowsAColon(String written, Path file, double weight) {
        assertThat(Target.FORM.read(written)).isEqualTo(Target.of(file, weight));
        assertThat(Target.FORM.read(Target.of(file, weight).toString())).isEqualTo(Target.of(file, weight));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there, names have no colons")
    void aFileThatIsThereIsTakenByItsWholeName(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("photo:2"));

        assertThat(Target.FORM.read(file.toString())).isEqualTo(Target.of(file, 1));
        assertThat(Target.FORM.read(Target.of(file, 3).toString())).isEqualTo(Target.of(file, 3));
    }

    @Test
    void aPictureInMemoryCannotBeReadAgain() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Target.FORM.read(ImageSource.IN_MEMORY + ":1"))
                .withMessageContaining("only in memory");
    }
}
