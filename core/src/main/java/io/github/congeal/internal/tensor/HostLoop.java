package io.github.congeal.internal.tensor;

/**
 * Runs loops of Java over the numbers of tensors, a chunk at a time on all processors: what is done to a number is all
 * done while it is in the innermost cache.
 *
 * <p>For the CPU and float32 only, past ND4J; whoever uses it asks {@link #suits} and has ND4J's operations to fall back
 * on. How numbers are divided does not depend on the number of threads.
 */
record HostLoop(int chunk, int arrays) {
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

    /** What is done before and after the chunks of a task. */
    interface Task {
        /** Before the first. */
        void begin(float[][] arrays);

        /** After the last. */
        void end(int task, float[][] arrays);
    }

    private static final Task NOTHING = new Task() {
        @Override
        public void begin(float[][] arrays) {
            // Nothing to prepare.
        }

        @Override
        public void end(int task, float[][] arrays) {
            // Nothing to collect.
        }
    };

    /** Whether a tensor's numbers can be worked on in this way. */
    static boolean suits(Tensor x) {
        return x.precision() == Tensor.Precision.FLOAT && Backend.onHost();
    }

    /** Works on numbers 0..length. */
    void run(long length, Pass pass) {
        run(length, pass, NOTHING);
    }

    /** Works on numbers 0..length. */
    void run(long length, Pass pass, Task around) {
        Workers workers = Workers.all();
        int tasks = tasks(length);
        float[][][] scratch = new float[Math.min(workers.count(), tasks)][arrays][chunk];
        workers.run(tasks, (worker, task) -> {
            long end = Math.min((task + 1L) * CHUNKS * chunk, length);
            around.begin(scratch[worker]);
            for (long from = (long) task * CHUNKS * chunk; from < end; from += chunk) {
                pass.run(from, (int) Math.min(chunk, end - from), scratch[worker]);
            }
            around.end(task, scratch[worker]);
        });
    }

    /** How many tasks so many numbers make. */
    int tasks(long length) {
        long task = (long) chunk * CHUNKS;
        return (int) ((length + task - 1) / task);
    }
}
