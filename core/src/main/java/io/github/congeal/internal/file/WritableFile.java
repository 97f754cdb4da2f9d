package io.github.congeal.internal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Checks that a file can be written, and explains in a sentence why not. */
public final class WritableFile {
    private WritableFile() {}

    /**
     * Requires that a file can be written under a name, without writing it. An unfinished file is begun beside it and
     * deleted: some folders, such as {@code /proc}, take no new files and do not say so before.
     *
     * @throws IOException with a sentence that names the file, if it is a folder, a pipe or a device, if it is
     *     write-protected, or if its folder is missing or write-protected
     */
    public static void require(Path file) throws IOException {
        Path target = behindLinks(file);
        Path folder = target.getParent();
        if (Files.isDirectory(target)) {
            throw new IOException(file + " cannot be written: it is a folder");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("%s cannot be written: %s".formatted(file, FileFault.noFolder(folder)));
        }
        RegularFile.require(file);
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new IOException(file + " cannot be written: it is write-protected");
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("%s cannot be written: the folder %s is write-protected".formatted(file, folder));
        }
        requireShortName(file, target);
        Path unfinished = StaleFiles.unfinished(target);
        try {
            Files.createFile(unfinished);
            Files.delete(unfinished);
        } catch (NoSuchFileException e) {
            throw new IOException("%s cannot be written: the folder %s takes no files".formatted(file, folder), e);
        } catch (IOException e) {
            throw FileFault.ofWriting(file, e);
        }
    }

    /** The unfinished file may have a shorter name, so that it cannot show whether the file's own is too long. */
    private static void requireShortName(Path file, Path target) throws IOException {
        try {
            Files.readAttributes(target, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            // The name is no longer than the file system takes.
        } catch (IOException e) {
            throw FileFault.ofWriting(file, e);
        }
    }

    /** The absolute path of a file, or of what it links to: a link stays a link when the file is written. */
    static Path behindLinks(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        // As many as systems follow, in case they lead back to where they began.
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == 40) {
                throw new IOException(file + " cannot be written: its links lead nowhere");
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }
}
