package io.github.congeal.internal.tensor;

/** A part of a run's memory that is in use until the last of its holders gives it back. */
final class Lease {
    private final FreeSpace space;
    private final long start;
    private final long length;
    private int holders = 1;

    /** Numbers that were taken from a space, with one holder. */
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
