package io.github.congeal.internal.tensor;

import java.util.Arrays;

/**
 * An operation that Java's threads share, each doing a part of it by itself. Shared among threads of ND4J's own, each
 * would leave those waiting for the next one in a loop that keeps Java's from the processors.
 */
final class SharedOperation implements Runnable {
    /** Fewer products than this are done before another thread has been woken. */
    private static final long FEWEST_PRODUCTS = 1 << 23;
    /** Fewer rows than this for each thread are not worth the reading of a whole matrix. */
    private static final int FEWEST_ROWS = 128;

    private final PreparedOperation[] parts;

    /** Divides a call along the first dimension of its output. */
    SharedOperation(Call call, int count) {
        long length = call.outputs()[0].dimension(0);
        parts = new PreparedOperation[count];
        Arrays.setAll(parts, part -> {
            long from = length * part / count;
            return call.along(from, length * (part + 1) / count - from).prepare();
        });
    }

    /**
     * Among how many threads an operation is best shared: among all or not at all, for then ND4J shares it.
     *
     * @param products how many numbers are multiplied and added up
     */
    static int parts(Tensor out, long products) {
        int workers = Workers.all().count();
        long each = out.dimension(0) / workers;
        boolean large = products >= FEWEST_PRODUCTS && each >= (out.rank() == 2 ? FEWEST_ROWS : 1);
        return large ? workers : 1;
    }

    @Override
    public void run() {
        new Workers(parts.length).run(parts.length, (worker, part) -> NativeThreads.alone(parts[part]));
    }
}
