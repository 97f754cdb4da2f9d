package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two outputs of a command need two files. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "takes a privilege for links")
class OutputFilesTest {
    @TempDir
    private Path folder;

    @Test
    void aLinkToTheOtherIsNoFileOfItsOwn() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), Path.of("new.png"));

        requireRefused(folder.resolve("new.png"), link);
        requireRefused(folder.resolve("new.png"), Files.createSymbolicLink(folder.resolve("further.csv"), link));
    }

    @Test
    void norIsTheSameNameInALinkedFolder() throws IOException {
        Path one = Files.createDirectory(folder.resolve("one"));
        Path two = Files.createSymbolicLink(folder.resolve("two"), one);

        requireRefused(one.resolve("new.png"), two.resolve("new.png"));
        requireRefused(one.resolve("new.png"), two.resolve("../one/new.png"));
    }

    @Test
    void norIsAnotherNameOfAFile() throws IOException {
        Path one = Files.writeString(folder.resolve("one.png"), "");

        requireRefused(one, Files.createLink(folder.resolve("two.csv"), one));
    }

    @Test
    void norIsALinkToTheSource() throws IOException {
        Path picture = Files.writeString(folder.resolve("one.png"), "");
        Path link = Files.createSymbolicLink(folder.resolve("two.png"), picture);

        for (String command : List.of("convert", "reconstruct")) {
            CommandLineRun run = CommandLineRun.of(command, picture, link);

            assertThat(run.err()).contains(" and OUT both name " + link);
            assertThat(run.exitCode()).isNotZero();
        }
    }

    @Test
    void namesakesInTwoFoldersAreTwoFiles() throws IOException {
        Path one = Files.createDirectory(folder.resolve("one"));
        Path two = Files.createDirectory(folder.resolve("two"));

        assertThat(generate(one.resolve("new.png"), two.resolve("new.png")).exitCode())
                .isZero();
        assertThat(two.resolve("new.png")).content().startsWith("iteration,loss");
    }

    private static void requireRefused(Path out, Path table) {
        CommandLineRun run = generate(out, table);

        assertThat(run.err()).contains("--out and --losses both name " + table);
        assertThat(run.exitCode()).isNotZero();
    }

    private static CommandLineRun generate(Path out, Path table) {
        return CommandLineRun.of(
                "generate", "apple", "--size", "64x64", "--iterations", 0, "--out", out, "--losses", table);
    }
}
