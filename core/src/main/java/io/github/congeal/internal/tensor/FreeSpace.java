package io.github.congeal.internal.tensor;

import java.util.Arrays;

/**
 * Manages the free blocks of a stretch of memory: first fit, with adjacent free blocks merged (Knuth, The Art of Computer
 * Programming, volume 1, section 2.5).
 *
 * <p>Where a block is placed depends only on what is in use at that moment. A run that takes and returns blocks in the same
 * order at each step therefore gets the same blocks at each step, and needs no more space than in the first.
 */
final class FreeSpace {
    private static final int FEW = 16;

    /** The starts of the free blocks, in rising order. */
    private long[] starts = new long[FEW];

    /** The ends of the free blocks, exclusive. */
    private long[] ends = new long[FEW];

    private int count;
    private final long length;
    private long reached;

    /** A stretch of {@code length} elements, all of them free. */
    FreeSpace(long length) {
        this.length = length;
        insert(0, 0, length);
    }

    /** Takes a block of {@code length} elements from the first free block that fits; -1 if none does. */
    long take(long length) {
        for (int i = 0; i < count; i++) {
            if (ends[i] - starts[i] >= length) {
                long start = starts[i];
                use(i, start + length, ends[i]);
                return start;
            }
        }
        return -1;
    }

    /** As {@link #take}, but from the end of the last free block that fits. */
    long takeFromEnd(long length) {
        for (int i = count - 1; i >= 0; i--) {
            if (ends[i] - starts[i] >= length) {
                long start = ends[i] - length;
                use(i, starts[i], start);
                return start;
            }
        }
        return -1;
    }

    /** Shrinks free block number i to the part that stays free. */
    private void use(int i, long start, long end) {
        starts[i] = start;
        ends[i] = end;
        if (start == end) {
            remove(i);
        }
        long widest = 0;
        for (int k = 0; k < count; k++) {
            widest = Math.max(widest, ends[k] - starts[k]);
        }
        reached = Math.max(reached, length - widest);
    }

    /** Returns a block. */
    void giveBack(long start, long length) {
        long end = start + length;
        int after = Arrays.binarySearch(starts, 0, count, start);
        // The search does not find it, and returns where it belongs.
        int i = -after - 1;
        boolean joinsBefore = i > 0 && ends[i - 1] == start;
        boolean joinsAfter = i < count && starts[i] == end;
        if (joinsBefore && joinsAfter) {
            ends[i - 1] = ends[i];
            remove(i);
        } else if (joinsBefore) {
            ends[i - 1] = end;
        } else if (joinsAfter) {
            starts[i] = start;
        } else {
            insert(i, start, end);
        }
    }

    /**
     * How many elements would have been enough so far, for a practically endless stretch: all but the largest free block,
     * which then lies between what was taken from the beginning and what was taken from the end.
     */
    long reached() {
        return reached;
    }

    /** Calls a visitor for each free block. */
    void forEachFree(FreeBlock visitor) {
        for (int i = 0; i < count; i++) {
            visitor.accept(starts[i], ends[i] - starts[i]);
        }
    }

    /** Visits free blocks. */
    interface FreeBlock {
        void accept(long start, long length);
    }

    private void insert(int at, long start, long end) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        System.arraycopy(starts, at, starts, at + 1, count - at);
        System.arraycopy(ends, at, ends, at + 1, count - at);
        starts[at] = start;
        ends[at] = end;
        count++;
    }

    private void remove(int at) {
        count--;
        System.arraycopy(starts, at + 1, starts, at, count - at);
        System.arraycopy(ends, at + 1, ends, at, count - at);
    }
}
