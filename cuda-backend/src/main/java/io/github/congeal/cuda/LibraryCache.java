package io.github.congeal.cuda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Finds out from the cache of Linux's dynamic loader whether a library is missing. JNA could, but only after unpacking a
 * library of its own and running {@code ldconfig}, which would cost every program without a GPU a tenth of a second.
 */
final class LibraryCache {
    private static final Path FILE = Path.of("/etc/ld.so.cache");

    /** Libraries found through this variable are not in the cache. */
    private static final String ENVIRONMENT = "LD_LIBRARY_PATH";

    private static final String PROPERTY = "jna.library.path";

    private LibraryCache() {}

    /** Returns whether a library is certainly not on this machine; false on any system but Linux. */
    static boolean lacks(String library) {
        boolean elsewhere = System.getenv(ENVIRONMENT) != null || System.getProperty(PROPERTY) != null;
        return !elsewhere && lacks(FILE, library);
    }

    /** Returns whether a readable cache lacks a library that is not in one of the system's own folders either. */
    static boolean lacks(Path cache, String library) {
        try {
            // A binary file that contains the names of all libraries.
            String names = Files.readString(cache, StandardCharsets.ISO_8859_1);
            return !names.contains(library)
                    && Stream.of("/lib", "/usr/lib", "/lib64", "/usr/lib64")
                            .noneMatch(folder -> Files.exists(Path.of(folder, library)));
        } catch (IOException e) {
            return false;
        }
    }
}
