package io.github.congeal.internal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files as opposed to pipes and devices, which may never end, or never begin. */
public final class RegularFile {
    private RegularFile() {}

    /**
     * Requires that what is there, if anything, is a file: opening a pipe would wait for its other end.
     *
     * @throws IOException if it is a pipe, a device or something else that is neither a file nor a folder
     */
    public static void require(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            throw new IOException(file + " is a pipe or a device, not a file");
        }
    }
}
