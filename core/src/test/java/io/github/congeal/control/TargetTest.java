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
import org.junit.jupiter.params.provider.ValueSource;

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
    void weightAndStopMayBeSchedules() {
        Target target = Target.of(Path.of("a.png"), 1)
                .weight(Schedule.parse("0: 1 | 50%: 0"))
                .stop(Schedule.constant(0.3));
        assertThat(Target.FORM.read("a.png:(0: 1 | 50%: 0):0.3")).isEqualTo(target);
        assertThat(Target.FORM.read(target.toString())).isEqualTo(target);
        assertThat(Target.FORM.read("a.png:-2:-0.3"))
                .isEqualTo(Target.of(Path.of("a.png"), -2).stop(Schedule.constant(0.3)));
        assertThatIllegalArgumentException().isThrownBy(() -> Target.FORM.read("a.png:(0: 1 | 9: 1e12)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"photo:2", "photo:2:3"})
    void aNameLikeAWeightComesBack(String name) {
        Target target = Target.of(Path.of(name), 3);
        assertThat(Target.FORM.read(target.toString())).isEqualTo(target);
    }

    @Test
    void aPictureInMemoryCannotBeReadAgain() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Target.FORM.read(ImageSource.IN_MEMORY + ":1"))
                .withMessageContaining("only in memory");
    }
}
