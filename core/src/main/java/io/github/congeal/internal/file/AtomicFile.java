package io.github.congeal.internal.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are either complete or absent, even if the machine stops while they are being written. */
public final class AtomicFile {

    private AtomicFile() {}

    /** What fills a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file under a temporary name beside its own and renames it when all of it is on the disk. Of a symbolic
     * link, what it links to is written.
     *
     * @throws IOException if it cannot be written, or is write-protected; a file that had the name before is then still
     *     there
     */
    public static void write(Path file, Content content) throws IOException {
        // Not Files.createTempFile: its files can be read by their owner alone, and this is to become an ordinary file.
        Path target = WritableFile.behindLinks(file);
        // Renaming would put a file in a device's place, if the system let it.
        RegularFile.require(target);
        if (Files.isDirectory(target)) {
            throw new FileSystemException(file.toString(), null, "it is a folder");
        }
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new AccessDeniedException(file.toString(), null, "it is write-protected");
        }
        Path unfinished = StaleFiles.unfinished(target);
        try {
            // Not a channel: an interrupted thread could not write to that, and it is then that pictures are saved.
            try (FileOutputStream out = new FileOutputStream(unfinished.toFile())) {
                content.writeTo(out);
                out.getFD().sync();
            }
            move(unfinished, target);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Renames a file at once, where the file system can do that; one that had the name before is replaced. */
    public static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
