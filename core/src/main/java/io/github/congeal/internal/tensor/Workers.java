package io.github.congeal.internal.tensor;

import java.time.Duration;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A device's own threads, which divide independent tasks among themselves and the calling thread. Each worker of a run
 * has a number, by which it finds scratch arrays of its own. Which worker takes which task is left to chance; tasks must
 * not care.
 *
 * <p>May be used by many threads at once, and by tasks themselves: the calling thread always works along and waits only
 * for tasks that another thread has begun, so a run ends even if all threads are busy elsewhere. Threads start when they
 * are needed and end when they have had nothing to do for a while.
 */
public final class Workers {
    /** How long a thread waits for more to do before it ends. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The calling thread alone. */
    public static final Workers CALLER = new Workers(1);

    private final int count;
    private final ThreadPoolExecutor helpers;

    /** So many threads, with the calling one among them; at least 1. */
    public Workers(int count) {
        this(count, PATIENCE);
    }

    /**
     * Threads that end sooner or later.
     *
     * @param patience how long they wait for more to do
     */
    Workers(int count, Duration patience) {
        if (count < 1) {
            throw new IllegalArgumentException("%d threads cannot compute: take at least 1".formatted(count));
        }
        this.count = count;
        int threads = Math.max(1, count - 1);
        // This queue's readers look for more for some microseconds before they sleep.
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

    /** How many tasks at most are done at the same time. */
    public int count() {
        return count;
    }

    /** One task. */
    @FunctionalInterface
    public interface Task {
        /** Does task {@code task} as worker {@code worker}, 0..count. */
        void run(int worker, int task);
    }

    /**
     * Does the tasks 0..tasks and returns when all are done. After a task has thrown an exception, those that have not
     * begun are left out, and the exception reaches the caller.
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

    /** Makes the threads: they do not keep the JVM alive, and take nothing over from the thread that needs them first. */
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
