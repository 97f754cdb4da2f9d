package io.github.congeal.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.congeal.SavedRun;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFileTest {
    @TempDir
    private Path folder;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "takes a privilege for links")
    void aLinkStaysALink() throws IOException {
        Files.createDirectory(folder.resolve("far"));
        Path file = Files.writeString(folder.resolve("far/file.txt"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), Path.of("far/file.txt"));
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling.txt"), Path.of("far/new.txt"));

        write(link);
        write(dangling);

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
        assertThat(dangling).isSymbolicLink();
        assertThat(folder.resolve("far/new.txt")).hasContent("new");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "takes a privilege for links")
    void linksInACircleAreRefused() throws IOException {
        Path one = folder.resolve("one");
        Path two = Files.createSymbolicLink(folder.resolve("two"), one);
        Files.createSymbolicLink(one, two);

        assertThatThrownBy(() -> write(one)).isInstanceOf(IOException.class).hasMessageContaining("lead nowhere");
    }

    @Test
    void aWriteProtectedFileStaysAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("file.txt"), "old");
        assertThat(file.toFile().setWritable(false)).isTrue();
        Assumptions.assumeFalse(Files.isWritable(file), "the administrator may write everything");

        assertThatThrownBy(() -> write(file)).hasMessageContaining("write-protected");
        assertThatThrownBy(() -> WritableFile.require(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " cannot be written: it is write-protected");
        assertThat(file).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("file.txt");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderThatTakesNoFilesIsFoundOutBefore() {
        Path file = Path.of("/proc/x.png");

        assertThatThrownBy(() -> WritableFile.require(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " cannot be written: ")
                .hasMessageNotContainingAny("Exception", ".part");
        assertThatThrownBy(() -> SavedRun.requireWritable(file)).isInstanceOf(IOException.class);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no such pipes")
    void aPipeStaysAPipeAndAFolderAFolder() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(() -> write(pipe)).hasMessage(pipe + " is a pipe or a device, not a file");
        assertThat(Files.exists(pipe) && !Files.isRegularFile(pipe)).isTrue();
        assertThatThrownBy(() -> write(folder)).hasMessageEndingWith("it is a folder");
        assertThat(folder.toFile().list()).containsExactly("pipe");
    }

    @Test
    void whatFailsIsSaidWithoutAnExceptionsName() throws IOException {
        Path missing = folder.resolve("nowhere/file.txt");
        IOException ofOldKind =
                catchThrowableOfType(FileNotFoundException.class, () -> new FileInputStream(missing.toFile()).close());
        IOException ofNewKind = catchThrowableOfType(NoSuchFileException.class, () -> Files.readString(missing));

        assertThat(FileFault.reason(ofOldKind)).isNotEmpty().doesNotContain("nowhere", "Exception");
        assertThat(FileFault.ofWriting(missing, ofNewKind))
                .hasMessage(missing + " cannot be written: no such file or folder")
                .hasCause(ofNewKind);
        assertThat(FileFault.reason(new FileSystemException("a", null, "No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(FileFault.reason(new ClosedByInterruptException())).isEqualTo("the thread was interrupted");
        assertThat(FileFault.reason(new ClosedChannelException())).isEqualTo("the file was closed");
        assertThat(FileFault.reason(new IOException())).isEqualTo("IOException");
    }

    @Test
    void whatKilledProgramsLeftIsDeletedAfterADay() throws IOException {
        Instant old = Instant.now().minus(25, ChronoUnit.HOURS);
        Path stale = part("a.png", old);
        Path fresh = part("a.png", Instant.now().minus(1, ChronoUnit.HOURS));
        Path download = Files.writeString(folder.resolve(".model.ckpt.part"), "half");
        Files.setLastModifiedTime(download, FileTime.from(old));

        write(folder.resolve("b.png"));

        assertThat(stale).doesNotExist();
        assertThat(fresh).exists();
        assertThat(download).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u00e9", "\u6f22", "\ud83c\udf4e"})
    void aNameMayBeAsLongAsTheFileSystemAllows(String letter) throws IOException {
        Assumptions.assumeTrue(
                Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")).equals(StandardCharsets.UTF_8),
                "the locale has not all letters");
        Path file = folder.resolve(letter.repeat(251 / letter.getBytes(StandardCharsets.UTF_8).length) + ".png");
        Path stale = Files.writeString(StaleFiles.unfinished(file), "half");
        Files.setLastModifiedTime(stale, FileTime.from(Instant.now().minus(25, ChronoUnit.HOURS)));

        WritableFile.require(file);
        write(file);
        StaleFiles.sweep(folder, Instant.now().minus(24, ChronoUnit.HOURS));

        assertThat(folder).isDirectoryContaining(file::equals);
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aNameThatIsTooLongIsFoundOutBefore() {
        Path file = folder.resolve("a".repeat(252) + ".png");

        assertThatThrownBy(() -> WritableFile.require(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " cannot be written: File name too long");
        assertThatThrownBy(() -> write(file)).isInstanceOf(IOException.class);
        assertThat(folder).isEmptyDirectory();
    }

    private Path part(String name, Instant modified) throws IOException {
        Path part = Files.writeString(folder.resolve("." + name + "." + UUID.randomUUID() + ".part"), "half");
        return Files.setLastModifiedTime(part, FileTime.from(modified));
    }

    private static void write(Path file) throws IOException {
        AtomicFile.write(file, out -> out.write("new".getBytes(StandardCharsets.UTF_8)));
    }
}
