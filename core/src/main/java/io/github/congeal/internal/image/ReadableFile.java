package io.github.congeal.internal.image;

import io.github.congeal.internal.file.FileFault;
import io.github.congeal.internal.file.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Opens files, or explains in a sentence why one cannot be opened: the JDK's own exceptions often contain only the
 * name.
 */
final class ReadableFile {
    private ReadableFile() {}

    static InputStream open(Path file) throws IOException {
        if (Files.notExists(file)) {
            throw new IOException("there is no file " + file);
        }
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder, not a picture");
        }
        RegularFile.require(file);
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new IOException("%s cannot be opened: %s".formatted(file, FileFault.reason(e)), e);
        }
    }
}
