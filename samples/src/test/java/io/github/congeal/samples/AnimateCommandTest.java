package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.Generation;
import io.github.congeal.SettingsFile;
import io.github.congeal.control.Control;
import io.github.congeal.control.Motion;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Story;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Short films of the bundled model. */
class AnimateCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aFilmHasAsManyFramesAsAskedForAndItsLastOneCarriesTheSettings() throws IOException {
        Path film = folder.resolve("leaves.mp4");

        CommandLineRun run = animate(film, "a leaf || snow", "--zoom", "0: 1 | 50%: 1.1", "--turn", 3, "--seed", 7);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("%s (3 frames, seed 7)%n".formatted(film));
        // The table of the sizes of coded pictures: version and flags, a size for all (none), how many.
        assertThat(Files.readString(film, StandardCharsets.ISO_8859_1)).contains("stsz" + "\0".repeat(11) + "\3");
        Generation generation = Generation.readFrom(folder.resolve("leaves.png"));
        assertThat(generation.iterations()).isEqualTo(6);
        assertThat(generation.every()).isEqualTo(2);
        assertThat(generation.settings().get(Control.STORY)).isEqualTo(Story.of("a leaf", "snow"));
        assertThat(generation.settings().get(Control.MOTION))
                .isEqualTo(
                        Motion.zoom(Schedule.parse("0: 1 | 50%: 1.1")).turn(3).every(2));
    }

    @Test
    void theSettingsOfAFilmMakeItsLikeAndOptionsTakePrecedence() throws IOException {
        Settings film = Settings.fromText(Map.of(
                "prompt.1", "a leaf",
                "size", "64x64",
                "cutouts", "2",
                "iterations", "8",
                "motion", "motion(zoom=1.2, turn=7, every=2)"));
        Path settings = Files.writeString(folder.resolve("film.json"), SettingsFile.toJson(film));
        Path like = folder.resolve("like.gif");

        CommandLineRun run = CommandLineRun.of(
                "animate", "--settings", settings, "--turn", 3, "--seed", 7, "--video", like, "--quiet");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("%s (4 frames, seed 7)%n".formatted(like));
        Generation generation = Generation.readFrom(folder.resolve("like.png"));
        assertThat(generation.iterations()).isEqualTo(8);
        assertThat(generation.settings().get(Control.MOTION))
                .isEqualTo(Motion.zoom(1.2).turn(3).every(2));
    }

    @Test
    void whatIsWrongIsSaidBeforeAnythingIsMade() {
        assertThat(animate(folder.resolve("film.mp4"), "a leaf", "--pitch", 50).err())
                .contains("pitch was 50, but must be a number from -45 to 45");
        assertThat(animate(folder.resolve("film.avi"), "a leaf").err()).contains("must end in one of .mp4, .gif");
        for (String option : List.of("--iterations", "--every", "--motion")) {
            assertThat(animate(folder.resolve("film.mp4"), "a leaf", option, 5).err())
                    .contains("Unknown option: '" + option + "'");
        }
        assertThat(folder).isEmptyDirectory();
    }

    private static CommandLineRun animate(Path film, Object... arguments) {
        Object[] small = {"--frames", 3, "--steps", 2, "--size", "64x64", "--cutouts", 2, "--video", film, "--quiet"};
        Object[] all = new Object[1 + arguments.length + small.length];
        all[0] = "animate";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        System.arraycopy(small, 0, all, 1 + arguments.length, small.length);
        return CommandLineRun.of(all);
    }
}
