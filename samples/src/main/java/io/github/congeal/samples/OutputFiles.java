package io.github.congeal.samples;

import io.github.congeal.PictureFile;
import io.github.congeal.SavedRun;
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

    /**
     * Any other file, or none.
     *
     * @throws IllegalArgumentException if another option names the same file
     * @throws IOException if it cannot be written
     */
    OutputFiles file(String option, @Nullable Path file) throws IOException {
        if (file != null) {
            // It says of any file what it says of a saved run.
            SavedRun.requireWritable(file);
            String before = options.put(same(file), option);
            if (before != null) {
                throw new IllegalArgumentException(
                        "%s and %s both name %s: give each a file of its own".formatted(before, option, file));
            }
        }
        return this;
    }

    /**
     * A folder, which is made if it is not there; or none.
     *
     * @throws IOException if it cannot be made or takes no files
     */
    OutputFiles folder(@Nullable Path folder) throws IOException {
        if (folder != null) {
            Path there = folder.toAbsolutePath().normalize();
            while (there.getParent() != null && Files.notExists(there)) {
                there = there.getParent();
            }
            if (!Files.isDirectory(there)) {
                throw new IOException(
                        "%s cannot be written: %s is a file".formatted(folder, Files.exists(folder) ? "it" : there));
            }
            try {
                SavedRun.requireWritable(there.resolve("congeal"));
            } catch (IOException e) {
                throw new IOException("%s cannot be written: the folder %s takes no files".formatted(folder, there), e);
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
