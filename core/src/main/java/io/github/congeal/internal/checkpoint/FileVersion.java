package io.github.congeal.internal.checkpoint;

import io.github.congeal.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * Identifies a version of a file without reading it, to detect that it was replaced.
 *
 * @param file its path
 * @param size its size in bytes
 * @param modified the time of its last modification
 */
record FileVersion(Path file, long size, FileTime modified) {
    /** The file as it is now. */
    static FileVersion of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileVersion(file, attributes.size(), attributes.lastModifiedTime());
    }

    /**
     * Checks that the file is unchanged.
     *
     * @throws CheckpointException if it is missing or has changed
     */
    void requireUnchanged() {
        try {
            if (!equals(of(file))) {
                throw new CheckpointException(
                        file.toString(), "the file has changed since a model was loaded from it: load the model again");
            }
        } catch (NoSuchFileException e) {
            throw new CheckpointException(
                    file.toString(),
                    null,
                    "the file is gone, but a model that was loaded from it needs another part of it: leave it where it is"
                            + " as long as the model is open",
                    e);
        } catch (IOException e) {
            throw new CheckpointException(file.toString(), null, "the file cannot be read any more: " + e, e);
        }
    }
}
