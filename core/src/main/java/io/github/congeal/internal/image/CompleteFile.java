package io.github.congeal.internal.image;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes files whole or not at all, so that whoever looks at one while it is replaced sees the old or the new. */
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
        // Not Files.createTempFile: its files are readable by their owner only, and stay so under their last name.
        Path unfinished = folder.resolve("." + absolute.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.write(unfinished, content, StandardOpenOption.CREATE_NEW);
            move(unfinished, absolute);
        } catch (IOException e) {
            throw new IOException("%s cannot be written: %s".formatted(file, e), e);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void move(Path unfinished, Path file) throws IOException {
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
