package io.github.congeal.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder that is deleted while a film is written into it. */
class VanishingFolderTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"film.mp4", "film.gif"})
    @EnabledOnOs(OS.LINUX) // others do not let go of open files
    void theFilmIsRefusedInASentence(String name) throws IOException {
        Path films = Files.createDirectory(folder.resolve("films"));
        Path film = films.resolve(name);
        VideoWriter video = VideoWriter.to(film);
        video.add(Scenes.waves(32, 32, 0));
        try (Stream<Path> open = Files.list(films)) {
            for (Path part : open.toList()) {
                Files.delete(part);
            }
        }
        Files.delete(films);

        assertThatThrownBy(video::close)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(film + " cannot be written: ");
        assertThat(films).doesNotExist();
        video.close();
    }
}
