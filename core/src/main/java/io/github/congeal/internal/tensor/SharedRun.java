package io.github.congeal.internal.tensor;

import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One run of {@link Workers}: its tasks, how many of them are done, and which threads take part. */
final class SharedRun {
    /** How many threads each thread wakes: a tree of calls wakes all of them sooner than one caller would. */
    private static final int CALLS = 2;
    /** How often the caller checks for the end, for some microseconds, before it parks: most workers end together. */
    private static final int LOOKS = 500;

    private final int tasks;
    private final Workers.Task task;
    private final int workers;
    private final ThreadPoolExecutor helpers;
    private final Runnable help = this::help;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger called = new AtomicInteger(1);
    private final AtomicInteger joined = new AtomicInteger(1);
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile @Nullable Throwable failure;

    /**
     * A run that the current thread takes part in.
     *
     * @param workers the number of threads, including the current one; at least 2
     * @param helpers the executor of the other threads
     */
    SharedRun(int tasks, Workers.Task task, int workers, ThreadPoolExecutor helpers) {
        this.tasks = tasks;
        this.task = task;
        this.workers = workers;
        this.helpers = helpers;
    }

    /** Returns when all tasks are done. */
    void run() {
        callOthers();
        work(0);
        // Threads that are still busy elsewhere are no longer needed.
        boolean removed = true;
        while (removed && joined.get() < workers) {
            removed = helpers.remove(help);
        }
        await();
        Throwable thrown = failure;
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw new IllegalStateException("a task threw a checked exception", thrown);
        }
    }

    private void help() {
        int worker = joined.getAndIncrement();
        callOthers();
        work(worker);
    }

    private void callOthers() {
        try {
            for (int i = 0; i < CALLS && next.get() < tasks && called.getAndIncrement() < workers; i++) {
                helpers.execute(help);
            }
        } catch (OutOfMemoryError e) {
            // No further thread can be started: the existing ones do all tasks.
            called.set(workers);
        }
    }

    private void work(int worker) {
        int finished = 0;
        for (int t = next.getAndIncrement(); t < tasks; t = next.getAndIncrement()) {
            try {
                if (failure == null) {
                    task.run(worker, t);
                }
            } catch (Throwable e) {
                fail(e);
            }
            finished++;
        }
        if (finished > 0 && done.addAndGet(finished) == tasks && worker > 0) {
            LockSupport.unpark(caller);
        }
    }

    private synchronized void fail(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
        } else if (failure != thrown) {
            failure.addSuppressed(thrown);
        }
    }

    /** Waits for tasks that other threads have begun; an interrupt is restored afterwards. */
    private void await() {
        boolean interrupted = false;
        for (int look = 0; done.get() < tasks; look++) {
            if (look < LOOKS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            caller.interrupt();
        }
    }
}
