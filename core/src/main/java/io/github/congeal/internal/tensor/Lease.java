package io.github.congeal.internal.tensor;

/** A block of a run's memory with a reference count; the last holder gives it back. Not thread-safe. */
final class Lease {
    private final FreeSpace space;
    private final long start;
    private final long length;
    private int holders = 1;

    /** A block that was taken from a space, with one holder. */
    Lease(FreeSpace space, long start, long length) {
        this.space = space;
        this.start = start;
        this.length = length;
    }

    void retain() {
        holders++;
    }

    boolean isExclusive() {
        return holders == 1;
    }

    void release() {
        if (holders == 0) {
            throw new IllegalStateException("a tensor was closed once too often");
        }
        holders--;
        if (holders == 0) {
            space.giveBack(start, length);
        }
    }
}
