package io.github.congeal.cuda;

import java.util.Locale;

/**
 * A GPU as the driver describes it.
 *
 * @param name NVIDIA's name for it
 * @param major the major version of its compute capability
 * @param minor the minor version
 * @param totalBytes the size of its memory
 * @param freeBytes the free part of it, or -1 if unknown
 * @param uuid its identifier for the environment variable CUDA_VISIBLE_DEVICES; empty if unknown
 */
record Gpu(String name, int major, int minor, long totalBytes, long freeBytes, String uuid) {
    /** Returns its compute capability. */
    String capability() {
        return major + "." + minor;
    }

    /** Returns the memory that a run may use, in bytes. */
    long usableBytes() {
        return freeBytes < 0 ? totalBytes : freeBytes;
    }

    @Override
    public String toString() {
        String free = freeBytes < 0 ? "" : ", %s free".formatted(gigabytes(freeBytes));
        return "%s, compute capability %s, %s of memory%s".formatted(name, capability(), gigabytes(totalBytes), free);
    }

    static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
