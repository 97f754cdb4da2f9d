package io.github.congeal.internal.image;

import io.github.congeal.internal.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes files whole or not at all, so that a reader sees the old file or the new one, and never a part. */
final class CompleteFile {
    private CompleteFile() {}

    static void write(Path file, byte[] content) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        if (Files.isDirectory(absolute)) {
            throw new IOException(file + " cannot be written: it is a folder");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("%s cannot be written: there is no folder %s".formatted(file, folder));
        }
        try {
            AtomicFile.write(absolute, out -> out.write(content));
        } catch (IOException e) {
            throw new IOException("%s cannot be written: %s".formatted(file, e), e);
        }
    }
}
