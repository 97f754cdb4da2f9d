package io.github.congeal.internal.tensor;

import java.util.Arrays;

/**
 * Manages the free places of a stretch of memory: first fit, and merging of neighbours on return (Knuth, The Art of
 * Computer Programming, volume 1, section 2.5).
 *
 * <p>The places depend only on what is in use at that moment. A run that takes and returns in the same order at each
 * step therefore gets the same places at each step, and never more than in the first.
 */
final class FreeSpace {
    private static final int FEW = 16;

    /** Free places from starts, in rising order, to ends. */
    private long[] starts = new long[FEW];

    private long[] ends = new long[FEW];
    private int count;
    private final long length;
    private long reached;

    /** So many places, all of them free. */
    FreeSpace(long length) {
        this.length = length;
        insert(0, 0, length);
    }

    /** The first of so many places that are now in use; negative where so many are not free side by side. */
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

    /** The same, but searched for from the end. */
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

    /** Leaves no more than a part of a free stretch. */
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

    /** Takes places back. */
    void giveBack(long start, long length) {
        long end = start + length;
        int after = Arrays.binarySearch(starts, 0, count, start);
        // Where it is not found, the search says between which two it belongs.
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
     * How many places would have been enough so far, if there are far more: all but the widest free stretch, which then
     * lies between what was taken from the beginning and what was taken from the end.
     */
    long reached() {
        return reached;
    }

    /** Calls a visitor for each free stretch. */
    void forEachFree(FreeStretch visitor) {
        for (int i = 0; i < count; i++) {
            visitor.accept(starts[i], ends[i] - starts[i]);
        }
    }

    /** Is told of free places side by side. */
    interface FreeStretch {
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
