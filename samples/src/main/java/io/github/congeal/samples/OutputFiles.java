package io.github.congeal.samples;

import io.github.congeal.PictureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that a command writes: looked at before it begins, because what fails at the end has cost minutes. */
final class OutputFiles {
    private final Map<Path, String> options = new LinkedHashMap<>();

    /**
     * A picture.
     *
     * @param option by which it was given
     * @throws IllegalArgumentException if it has a wrong ending, or another option names the same file
     * @throws IOException if it cannot be written
     */
    OutputFiles picture(String option, Path file) throws IOException {
        PictureFile.requireWritable(file);
        return file(option, file);
    }

    /** Any other file, or none. */
    OutputFiles file(String option, @Nullable Path file) {
        if (file != null) {
            String before = options.put(same(file), option);
            if (before != null) {
                throw new IllegalArgumentException(
                        "%s and %s both name %s: give each a file of its own".formatted(before, option, file));
            }
        }
        return this;
    }

    private static Path same(Path file) {
        try {
            return Files.exists(file)
                    ? file.toRealPath()
                    : file.toAbsolutePath().normalize();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }
}
