package io.github.congeal;

import io.github.congeal.internal.engine.Run;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one run, each made when it is asked for, on the caller's thread.
 *
 * <p>Close it when done: that frees the run's native memory. It closes itself after the last frame and when an
 * exception is thrown. The memory of an iterator that was dropped without being closed is freed when it is garbage
 * collected: at the latest when another run begins while such iterators hold more than 256 MB, for then a collection is
 * asked for, and a warning logged.
 *
 * <p>One thread at a time reads it; {@link #close()} may be called by any thread at any time.
 */
public final class FrameIterator implements Iterator<Frame>, AutoCloseable {
    /** One thread for the whole JVM, which sleeps; it holds no iterator that was closed or freed. */
    private static final Cleaner CLEANER = Cleaner.create();

    private final Generation generation;
    private final long began = System.nanoTime();
    private final Rest rest = new Rest();
    private final Cleaner.Cleanable cleanable = CLEANER.register(this, rest::end);
    /** The thread that makes a frame or frees the run, which none may do while another does. */
    private final AtomicReference<@Nullable Thread> owner = new AtomicReference<>();

    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable Run run;
    private volatile int next;

    FrameIterator(Generation generation) {
        this.generation = generation;
    }

    /** Whether there is a frame left; never after {@link #close()}. */
    @Override
    public boolean hasNext() {
        return !closed.get() && next <= generation.iterations();
    }

    /**
     * Makes the next frame; takes as long as the steps up to it.
     *
     * @throws NoSuchElementException if there is none, or the iterator was closed before
     * @throws CancellationException if the thread was interrupted, in which case its interrupt flag stays set, or another
     *     thread closed the iterator meanwhile; the run is closed
     * @throws IllegalStateException if another thread is making a frame, which it goes on with
     */
    @Override
    public Frame next() {
        Thread other = owner.compareAndExchange(null, Thread.currentThread());
        if (other != null) {
            throw new IllegalStateException(
                    ("the thread \"%s\" is making the next frame: let one thread read the iterator"
                                    + " and hand its frames on, or give each thread an iterator of its own")
                            .formatted(other.getName()));
        }
        try {
            if (!hasNext()) {
                throw new NoSuchElementException(closed.get() ? "the iterator is closed" : "there is no further frame");
            }
            rest.end();
            return makeOrClose();
        } finally {
            if (run != null) {
                rest.begin(run.arrayBytes());
            }
            owner.set(null);
            freeIfClosed();
        }
    }

    private Frame makeOrClose() {
        try {
            Frame frame = make();
            generation.announce(frame);
            if (frame.isLast()) {
                closed.set(true);
            }
            return frame;
        } catch (RuntimeException | Error e) {
            closed.set(true);
            throw e;
        }
    }

    private Frame make() {
        Run begun = run;
        if (begun == null) {
            IdleRuns.SHARED.reclaim();
            begun = generation.newRun(
                    () -> closed.get() || Thread.currentThread().isInterrupted());
            run = begun;
        }
        while (begun.iteration() < next) {
            begun.step();
        }
        int made = next;
        next = made == generation.iterations()
                ? made + 1
                : Math.min(made + generation.every(), generation.iterations());
        Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
        return new Frame(generation, begun.iteration(), begun.lossNames(), begun.losses(), begun.picture(), elapsed);
    }

    /**
     * Ends the run and frees its memory; from any thread. If another thread is making a frame, this returns at once, and
     * the other frees the memory before its {@link #next()} throws a {@link CancellationException}, which takes less than
     * a step. Closing twice does nothing.
     */
    @Override
    public void close() {
        closed.set(true);
        freeIfClosed();
    }

    private void freeIfClosed() {
        // Whoever owns it meanwhile looks again afterwards.
        if (closed.get() && owner.compareAndSet(null, Thread.currentThread())) {
            try {
                cleanable.clean();
                if (run != null) {
                    run.close();
                    run = null;
                }
            } finally {
                owner.set(null);
            }
        }
    }

    /**
     * The run's bytes while it is idle. This is all that the cleaner holds: a run that it held itself would outlive the
     * collection in which its iterator was found to be garbage, and grow old with all its objects. The memory of a
     * forgotten run is freed by itself.
     */
    private static final class Rest {
        private long bytes;

        private synchronized void begin(long bytesOfRun) {
            IdleRuns.SHARED.add(bytesOfRun - bytes);
            bytes = bytesOfRun;
        }

        private void end() {
            begin(0);
        }
    }
}
