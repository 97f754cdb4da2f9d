package io.github.congeal.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryCacheTest {
    private static final String LIBRARY = "libcongeal-is-nowhere.so.1";

    @TempDir
    private Path folder;

    @Test
    void lacksWhatItDoesNotName() throws IOException {
        Path cache = Files.writeString(folder.resolve("cache"), "glibc-ld.so.cache1.1\0libc.so.6\0/lib/libc.so.6\0");
        assertThat(LibraryCache.lacks(cache, LIBRARY)).isTrue();
    }

    @Test
    void hasWhatItNames() throws IOException {
        Path cache = Files.writeString(folder.resolve("cache"), "libc.so.6\0" + LIBRARY + "\0/opt/" + LIBRARY + "\0");
        assertThat(LibraryCache.lacks(cache, LIBRARY)).isFalse();
    }

    @Test
    void nothingIsCertainWithoutACache() {
        assertThat(LibraryCache.lacks(folder.resolve("none"), LIBRARY)).isFalse();
    }
}
