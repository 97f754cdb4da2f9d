package io.github.congeal.cuda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What Linux's loader knows of libraries, read from its cache. JNA finds a library too, or not, but only after it has
 * unpacked a library of its own and started a program, {@code ldconfig}: a tenth of a second for each program that has
 * no GPU.
 */
final class LibraryCache {
    private static final Path FILE = Path.of("/etc/ld.so.cache");

    /** Where else a library may be, by which it would not be in the cache. */
    private static final String ENVIRONMENT = "LD_LIBRARY_PATH";

    private static final String PROPERTY = "jna.library.path";

    private LibraryCache() {}

    /** Whether it is certain that a library is not on this machine; anywhere but on Linux nothing is. */
    static boolean lacks(String library) {
        boolean elsewhere = System.getenv(ENVIRONMENT) != null || System.getProperty(PROPERTY) != null;
        return !elsewhere && lacks(FILE, library);
    }

    /** Whether a cache can be read, and lacks a library that is not in one of the system's own folders either. */
    static boolean lacks(Path cache, String library) {
        try {
            // A file of names with what belongs to them.
            String names = Files.readString(cache, StandardCharsets.ISO_8859_1);
            return !names.contains(library)
                    && Stream.of("/lib", "/usr/lib", "/lib64", "/usr/lib64")
                            .noneMatch(folder -> Files.exists(Path.of(folder, library)));
        } catch (IOException e) {
            return false;
        }
    }
}
