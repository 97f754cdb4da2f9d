package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Workers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Runs loops of Java over the numbers of tensors, a chunk at a time on all of a device's threads: what is done to a number is all
 * done while it is in the innermost cache.
 *
 * <p>For float32 only. How numbers are divided does not depend on the number of threads.
 */
final class HostLoop {
    /** Chunks of a task. */
    private static final int CHUNKS = 32;

    /** What is done to one chunk. */
    @FunctionalInterface
    interface Pass {
        /**
         * Works on one chunk.
         *
         * @param from where it begins
         * @param count how many numbers it has
         * @param arrays the worker's own, each as long as a chunk
         */
        void run(long from, int count, float[][] arrays);
    }

    /** What is done before the chunks of a task. */
    @FunctionalInterface
    interface Begin {
        /** Prepares the worker's own arrays, of which nothing is known. */
        void begin(float[][] arrays);
    }

    /** What is done after the chunks of a task. */
    @FunctionalInterface
    interface End {
        /** Collects what is in the worker's own arrays. */
        void end(int task, float[][] arrays);
    }

    private final Workers workers;
    private final int chunk;
    private final int arrays;
    /** The arrays that no worker uses at present: as many as ever did at once, a few tens of kilobytes each. */
    private final Queue<float[][]> idle = new ConcurrentLinkedQueue<>();

    /**
     * A loop in chunks of so many numbers.
     *
     * @param arrays how many arrays a worker needs
     */
    HostLoop(Workers workers, int chunk, int arrays) {
        this.workers = workers;
        this.chunk = chunk;
        this.arrays = arrays;
    }

    /** Works on numbers 0..length. */
    void run(long length, Pass pass) {
        run(length, arrays -> {}, pass);
    }

    /** Works on numbers 0..length, task by task. */
    void run(long length, Begin begin, Pass pass) {
        run(length, begin, pass, (task, arrays) -> {});
    }

    /** Works on numbers 0..length, task by task. */
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

    /** How many tasks so many numbers make. */
    int tasks(long length) {
        long task = (long) chunk * CHUNKS;
        return (int) ((length + task - 1) / task);
    }
}
