package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.ThreadLimit;
import io.github.congeal.internal.tensor.Workers;
import io.github.congeal.internal.tensor.nd4j.Call;
import io.github.congeal.internal.tensor.nd4j.Call.Division;
import java.util.Arrays;

/**
 * How an operation on the host is shared among threads: a small one not at all, because waking another thread takes
 * longer; a large one that can be divided among Java's, each of which does its part by itself; any other among ND4J's.
 *
 * <p>The last would do for all, but ND4J's threads look for more work for some milliseconds after each, and keep Java's
 * from the processors.
 */
final class Sharing {
    /** Fewer products than this are done before another thread is awake. */
    private static final long SMALL = 1 << 22;
    /** Fewer rows of a product than this for each thread are not worth the reading of a whole matrix. */
    private static final int FEWEST_ROWS = 128;

    private Sharing() {}

    /**
     * Prepares a call.
     *
     * @param products how many numbers are multiplied and added up, or as many as take as long
     * @param workers Java's threads
     * @param contexts own what ND4J is told
     */
    static Runnable prepare(Call call, long products, Division division, Workers workers, NativeContexts contexts) {
        if (isSmall(products)) {
            PreparedOperation whole = new PreparedOperation(call, contexts);
            return () -> NativeThreads.alone(whole);
        }
        long each = call.outputs()[0].dimension(0) / workers.count();
        boolean feedsAll = each >= (division == Division.FIRST_INPUT ? FEWEST_ROWS : 1);
        if (division != Division.NONE && feedsAll) {
            return divide(call, division, workers, contexts);
        }
        PreparedOperation whole = new PreparedOperation(call, contexts);
        return () -> NativeThreads.atMost(ThreadLimit.atMost(workers.count()), whole);
    }

    private static Runnable divide(Call call, Division division, Workers workers, NativeContexts contexts) {
        int count = workers.count();
        long length = call.outputs()[0].dimension(0);
        PreparedOperation[] parts = new PreparedOperation[count];
        Arrays.setAll(parts, part -> {
            long from = length * part / count;
            return new PreparedOperation(call.along(from, length * (part + 1) / count - from, division), contexts);
        });
        return () -> workers.run(count, (worker, part) -> NativeThreads.alone(parts[part]));
    }

    /** Whether so much is best done by the calling thread. */
    static boolean isSmall(long products) {
        return products < SMALL;
    }
}
