package io.github.congeal.samples;

import io.github.congeal.PictureFile;
import io.github.congeal.SavedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the files that a command will write before it begins, because a failure at the end would cost minutes. */
final class OutputFiles {
    private final Map<Path, String> options = new LinkedHashMap<>();

    /**
     * Checks the file of a picture.
     *
     * @param option the name of the option that gave it
     * @throws IllegalArgumentException if it has a wrong ending, or another option or a source names the same file
     * @throws IOException if it cannot be written
     */
    OutputFiles picture(String option, Path file) throws IOException {
        PictureFile.requireWritable(file);
        return file(option, file);
    }

    /**
     * Remembers a file that the command reads, so that no output may have its place.
     *
     * @param option what the arguments call it
     * @throws IOException if its links cannot be followed
     */
    OutputFiles source(String option, Path file) throws IOException {
        if (Files.exists(file)) {
            options.put(behindLinks(file), option);
        }
        return this;
    }

    /**
     * Checks any other file; null is allowed.
     *
     * @throws IllegalArgumentException if another option or a source names the same file
     * @throws IOException if it cannot be written
     */
    OutputFiles file(String option, @Nullable Path file) throws IOException {
        if (file != null) {
            // Its message fits any file, not only saved runs.
            SavedRun.requireWritable(file);
            Path target = behindLinks(file);
            for (Map.Entry<Path, String> before : options.entrySet()) {
                if (areSame(before.getKey(), target)) {
                    throw new IllegalArgumentException("%s and %s both name %s: give each a file of its own"
                            .formatted(before.getValue(), option, file));
                }
            }
            options.put(target, option);
        }
        return this;
    }

    /**
     * Checks a folder, which is created if it does not exist; null is allowed.
     *
     * @throws IOException if it cannot be created, or no files can be written into it
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

    /** The file that is written, which need not exist; its folder does. */
    private static Path behindLinks(Path file) throws IOException {
        if (Files.exists(file)) {
            return file.toRealPath();
        }
        Path absolute = file.toAbsolutePath();
        return Files.isSymbolicLink(absolute)
                ? behindLinks(absolute.resolveSibling(Files.readSymbolicLink(absolute)))
                : absolute.getParent().toRealPath().resolve(absolute.getFileName());
    }

    private static boolean areSame(Path one, Path other) throws IOException {
        // One file may have several names without any link.
        return one.equals(other) || Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
    }
}
