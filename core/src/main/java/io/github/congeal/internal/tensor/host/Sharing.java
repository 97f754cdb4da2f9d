package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.ThreadLimit;
import io.github.congeal.internal.tensor.Workers;
import io.github.congeal.internal.tensor.nd4j.Call;
import io.github.congeal.internal.tensor.nd4j.Call.Division;
import java.util.Arrays;

/**
 * Decides how an operation on the host is shared among threads. A small one is not, because waking another thread takes
 * longer. A large one that can be divided is shared among Java's threads, and any other among ND4J's.
 *
 * <p>ND4J's threads are the last resort: unless they wait passively, as they are told to on Linux, they spin for some
 * milliseconds after each operation and keep Java's from the processors.
 */
final class Sharing {
    /** Fewer multiply-adds than this are done before another thread is awake. */
    private static final long SMALL = 1 << 22;
    /** Fewer rows of a product per thread than this are not worth reading the whole other matrix. */
    private static final int FEWEST_ROWS = 128;
    /** Fewer rows of a picture per thread than this are not worth reading the rows around them. */
    private static final int FEWEST_PICTURE_ROWS = 8;

    private Sharing() {}

    /**
     * Prepares a call for repeated execution.
     *
     * @param products its cost in multiply-adds
     * @param workers Java's threads
     * @param contexts the owner of its native contexts
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

    /** Whether it costs little that each worker reorders the weights of a convolution for oneDNN. */
    private static boolean hasFewWeights(Call call) {
        return call.inputs()[1].length() <= call.inputs()[0].length();
    }

    /** Whether there is one picture, of the same size in input and output, with enough rows for each worker. */
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

    /** Whether an operation of this cost is best done by the calling thread alone. */
    static boolean isSmall(long products) {
        return products < SMALL;
    }
}
