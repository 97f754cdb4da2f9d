package io.github.congeal.internal.download;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file that is to be brought.
 *
 * @param target where it goes; it appears there only when all of it is there and verified
 * @param bytes its size, or 0 if that is not known
 * @param sha256 its SHA-256 in lower-case hexadecimal, where it is known
 * @param mirrors where it can be had, the best first
 * @param check what else is to be made sure of before it gets its name
 */
public record Download(Path target, long bytes, Optional<String> sha256, List<URI> mirrors, Check check) {
    /** Copies the list. */
    public Download {
        mirrors = List.copyOf(mirrors);
    }

    boolean sizeIsKnown() {
        return bytes > 0;
    }

    /** Looks into a file that came. */
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
