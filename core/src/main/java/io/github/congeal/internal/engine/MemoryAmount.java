package io.github.congeal.internal.engine;

import java.util.Locale;

/** Formats amounts of memory for messages. */
final class MemoryAmount {
    private MemoryAmount() {}

    /** The memory needed and the memory available, in the largest unit in which they differ. */
    static String compared(long needed, long available) {
        String needs = gigabytes(needed);
        String has = gigabytes(available);
        if (needs.equals(has)) {
            needs = megabytes(needed);
            has = megabytes(available);
        }
        return needs.equals(has)
                ? "%s bytes of memory, but there are %s bytes".formatted(needed, available)
                : "%s of memory, but there are %s".formatted(needs, has);
    }

    private static String gigabytes(long bytes) {
        return bytes == Long.MAX_VALUE ? "far too many GB" : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    /** An amount in millions of bytes. */
    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
    }
}
