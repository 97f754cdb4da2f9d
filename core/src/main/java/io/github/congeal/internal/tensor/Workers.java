package io.github.congeal.internal.tensor;

import java.time.Duration;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A device's own threads, which share independent tasks with the calling thread. Each worker of a run has a number, by
 * which it finds scratch arrays of its own. Which worker takes which task is not determined, so results must not depend on
 * it.
 *
 * <p>Thread-safe, and may be used by tasks themselves: the calling thread also does tasks and waits only for tasks that
 * another thread has begun, so a run ends even if all other threads are busy elsewhere. Threads start when they are needed
 * and end after they have been idle for a while.
 */
public final class Workers {
    /** How long an idle thread waits before it ends. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The calling thread alone. */
    public static final Workers CALLER = new Workers(1);

    private final int count;
    private final ThreadPoolExecutor helpers;

    /**
     * A number of threads, including the calling one.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Workers(int count) {
        this(count, PATIENCE);
    }

    /**
     * Threads that end after some idle time.
     *
     * @param patience how long an idle thread waits before it ends
     */
    Workers(int count, Duration patience) {
        if (count < 1) {
            throw new IllegalArgumentException("%s threads cannot compute: take at least 1".formatted(count));
        }
        this.count = count;
        int threads = Math.max(1, count - 1);
        // The takers of this queue spin for some microseconds before they park, so that the next task finds them awake.
        this.helpers = new ThreadPoolExecutor(
                threads,
                threads,
                patience.toNanos(),
                TimeUnit.NANOSECONDS,
                new LinkedTransferQueue<>(),
                new WorkerThreads());
        helpers.allowCoreThreadTimeOut(true);
    }

    /** As many threads as there are processors. */
    public static Workers ofProcessors() {
        return new Workers(Runtime.getRuntime().availableProcessors());
    }

    /** The greatest number of tasks done at the same time. */
    public int count() {
        return count;
    }

    /** One task. */
    @FunctionalInterface
    public interface Task {
        /** Does task {@code task} as worker {@code worker}, from 0 to below {@link #count()}. */
        void run(int worker, int task);
    }

    /**
     * Does the tasks from 0 to below {@code tasks}, and returns when all are done. Once a task has thrown an exception, tasks
     * that have not begun are skipped, and the exception is thrown to the caller.
     */
    public void run(int tasks, Task task) {
        int workers = Math.min(ThreadLimit.atMost(count), tasks);
        if (workers > 1) {
            new SharedRun(tasks, task, workers, helpers).run();
            return;
        }
        for (int t = 0; t < tasks; t++) {
            task.run(0, t);
        }
    }

    /** Daemon threads, which inherit neither thread-locals nor a class loader from the thread that starts them. */
    private static final class WorkerThreads implements ThreadFactory {
        private final AtomicInteger made = new AtomicInteger();

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(null, work, "congeal-worker-" + made.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(Workers.class.getClassLoader());
            return thread;
        }
    }
}
