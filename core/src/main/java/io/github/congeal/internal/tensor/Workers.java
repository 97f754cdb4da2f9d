package io.github.congeal.internal.tensor;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Runs independent tasks on a few threads of the common pool, the caller's among them. Each worker has a number, by
 * which it finds scratch arrays of its own. Which worker takes which task is left to chance; tasks must not care.
 *
 * @param count how many workers at most, at least 1
 */
public record Workers(int count) {
    /** As many workers as there are processors. */
    public static Workers all() {
        return new Workers(Runtime.getRuntime().availableProcessors());
    }

    /** One task. */
    @FunctionalInterface
    public interface Task {
        /** Does task {@code task} as worker {@code worker}, 0..count. */
        void run(int worker, int task);
    }

    /** Does the tasks 0..tasks and returns when all are done. */
    public void run(int tasks, Task task) {
        int workers = Math.min(count, tasks);
        if (workers == 1) {
            for (int t = 0; t < tasks; t++) {
                task.run(0, t);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        IntStream.range(0, workers).parallel().forEach(worker -> {
            for (int t = next.getAndIncrement(); t < tasks; t = next.getAndIncrement()) {
                task.run(worker, t);
            }
        });
    }
}
