package io.github.congeal.video;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The file formats of films, by file name extension. */
enum FilmFormat {
    MP4(".mp4") {
        @Override
        Film open(Path file, VideoSettings settings) throws IOException {
            return new Mp4Film(file, settings.quantisation(), settings.keyFrameInterval(), settings.sound());
        }
    },
    GIF(".gif") {
        @Override
        Film open(Path file, VideoSettings settings) throws IOException {
            return new GifFilm(file);
        }
    };

    private final String ending;

    FilmFormat(String ending) {
        this.ending = ending;
    }

    /** Begins a film; throws an IOException with a sentence if its folder is missing or cannot be written in. */
    abstract Film open(Path file, VideoSettings settings) throws IOException;

    /** @throws IllegalArgumentException if no format has this file name extension */
    static FilmFormat of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> name.endsWith(format.ending))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the name of a film must end in one of %s, but was %s"
                        .formatted(
                                Arrays.stream(values())
                                        .map(format -> format.ending)
                                        .collect(Collectors.joining(", ")),
                                file)));
    }
}
