package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Workers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Runs Java loops over the elements of tensors, in chunks that fit the innermost cache, on all of a device's threads.
 *
 * <p>For float32 only. The division into chunks and tasks does not depend on the number of threads.
 */
final class HostLoop {
    /** Chunks per task. */
    private static final int CHUNKS = 32;

    /** The work on one chunk. */
    @FunctionalInterface
    interface Pass {
        /**
         * Works on one chunk.
         *
         * @param from the index of its first element
         * @param count the number of its elements
         * @param arrays scratch arrays, each as long as a chunk
         */
        void run(long from, int count, float[][] arrays);
    }

    /** The work before the chunks of a task. */
    @FunctionalInterface
    interface Begin {
        /** Prepares the scratch arrays, whose content is undefined. */
        void begin(float[][] arrays);
    }

    /** The work after the chunks of a task. */
    @FunctionalInterface
    interface End {
        /** Collects the result of a task from the scratch arrays. */
        void end(int task, float[][] arrays);
    }

    private final Workers workers;
    private final int chunk;
    private final int arrays;
    /** Scratch arrays that are not in use, a few tens of kilobytes per worker. */
    private final Queue<float[][]> idle = new ConcurrentLinkedQueue<>();

    /**
     * A loop.
     *
     * @param chunk the elements of a chunk
     * @param arrays how many scratch arrays a worker needs
     */
    HostLoop(Workers workers, int chunk, int arrays) {
        this.workers = workers;
        this.chunk = chunk;
        this.arrays = arrays;
    }

    /** Runs a pass over the elements from 0 to below {@code length}. */
    void run(long length, Pass pass) {
        run(length, arrays -> {}, pass);
    }

    /** Runs a pass, with work before each task. */
    void run(long length, Begin begin, Pass pass) {
        run(length, begin, pass, (task, arrays) -> {});
    }

    /** Runs a pass, with work before and after each task. */
    void run(long length, Begin begin, Pass pass, End end) {
        workers.run(tasks(length), (worker, task) -> {
            float[][] found = idle.poll();
            float[][] own = found == null ? new float[arrays][chunk] : found;
            long to = Math.min((task + 1L) * CHUNKS * chunk, length);
            begin.begin(own);
            for (long from = (long) task * CHUNKS * chunk; from < to; from += chunk) {
                pass.run(from, (int) Math.min(chunk, to - from), own);
            }
            end.end(task, own);
            idle.add(own);
        });
    }

    /** The number of tasks for {@code length} elements. */
    int tasks(long length) {
        long task = (long) chunk * CHUNKS;
        return (int) ((length + task - 1) / task);
    }
}
