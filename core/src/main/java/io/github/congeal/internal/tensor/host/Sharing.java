package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Tensor;
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
    /** Fewer rows of a picture than this for each thread are not worth the reading of those around them. */
    private static final int FEWEST_PICTURE_ROWS = 8;

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
        if (division == Division.PICTURES && isOfRows(call, workers.count())) {
            return divideRows(call, workers, contexts);
        }
        long each = call.outputs()[0].dimension(0) / workers.count();
        boolean feedsAll = switch (division) {
            case NONE -> false;
            case FIRST_INPUT -> each >= FEWEST_ROWS;
            case ALL_INPUTS -> each >= 1;
            case PICTURES -> each >= 1 && hasFewWeights(call);
        };
        if (feedsAll) {
            return divide(call, division, workers, contexts);
        }
        PreparedOperation whole = new PreparedOperation(call, contexts);
        return () -> NativeThreads.atMost(ThreadLimit.atMost(workers.count()), whole);
    }

    /** Whether it costs little that each worker brings the weights of a convolution into oneDNN's order for itself. */
    private static boolean hasFewWeights(Call call) {
        return call.inputs()[1].length() <= call.inputs()[0].length();
    }

    /** Whether each worker has enough rows of the only picture, and of no other size than they had. */
    private static boolean isOfRows(Call call, int workers) {
        Tensor from = call.inputs()[0];
        Tensor to = call.outputs()[0];
        return to.dimension(0) == 1
                && to.dimension(1) == from.dimension(1)
                && to.dimension(2) == from.dimension(2)
                && to.dimension(1) / workers >= FEWEST_PICTURE_ROWS
                && hasFewWeights(call);
    }

    private static Runnable divideRows(Call call, Workers workers, NativeContexts contexts) {
        int count = workers.count();
        long rows = call.outputs()[0].dimension(1);
        int around = call.integers()[0] / 2;
        PreparedOperation[] parts = new PreparedOperation[count];
        Arrays.setAll(parts, part -> {
            long from = rows * part / count;
            return PreparedOperation.ofShapes(call.ofRows(from, rows * (part + 1) / count - from, around), contexts);
        });
        return () -> workers.run(count, (worker, part) -> NativeThreads.alone(parts[part]));
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
