package io.github.congeal.cuda;

import java.util.Locale;

/**
 * A GPU as the driver describes it.
 *
 * @param name what NVIDIA calls it
 * @param major the first half of its compute capability
 * @param minor the second half
 * @param totalBytes the size of its memory
 * @param freeBytes how much of it is free, or -1 if that is not known
 * @param uuid its name for the environment variable CUDA_VISIBLE_DEVICES; empty if not known
 */
record Gpu(String name, int major, int minor, long totalBytes, long freeBytes, String uuid) {
    /** Its compute capability. */
    String capability() {
        return major + "." + minor;
    }

    /** The memory that a run may use. */
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
