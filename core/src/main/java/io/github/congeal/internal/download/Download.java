package io.github.congeal.internal.download;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file to download.
 *
 * @param target where it is put; it appears there only when it is complete and verified
 * @param bytes its size in bytes, or 0 if unknown
 * @param sha256 its SHA-256 in lower-case hexadecimal, if known
 * @param mirrors the addresses to download it from, the preferred one first
 * @param check a further check of the complete file before it is moved to the target
 */
public record Download(Path target, long bytes, Optional<String> sha256, List<URI> mirrors, Check check) {
    /** Copies the list. */
    public Download {
        mirrors = List.copyOf(mirrors);
    }

    boolean sizeIsKnown() {
        return bytes > 0;
    }

    /** Checks a file that was downloaded. */
    @FunctionalInterface
    public interface Check {
        /**
         * Returns if the file is what it should be.
         *
         * @throws IOException with the reason if it is not
         */
        void accept(Path file) throws IOException;
    }
}
