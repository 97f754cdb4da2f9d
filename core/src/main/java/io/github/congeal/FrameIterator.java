package io.github.congeal;

import io.github.congeal.internal.engine.Run;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one run, each made when it is asked for, on the caller's thread.
 *
 * <p>Close it when done: that frees the run's native memory. It closes itself after the last frame and when an
 * exception is thrown. The memory of an iterator that was never closed is freed when it is garbage collected. Not for
 * use by several threads at once, but {@link #close()} may be called from any thread between two frames.
 */
public final class FrameIterator implements Iterator<Frame>, AutoCloseable {
    /** One thread for the whole JVM, which sleeps; it holds no iterator that was closed or freed. */
    private static final Cleaner CLEANER = Cleaner.create();

    private final Generation generation;
    private final long began = System.nanoTime();
    private final Holder holder = new Holder();
    private final Cleaner.Cleanable cleanable = CLEANER.register(this, holder::free);
    private int next;
    private boolean closed;

    FrameIterator(Generation generation) {
        this.generation = generation;
    }

    /** Whether there is a frame left; never after {@link #close()}. */
    @Override
    public boolean hasNext() {
        return !closed && next <= generation.iterations();
    }

    /**
     * Makes the next frame; takes as long as the steps up to it.
     *
     * @throws NoSuchElementException if there is none
     * @throws CancellationException if the thread was interrupted; its interrupt flag stays set, and the run is closed
     */
    @Override
    public Frame next() {
        if (!hasNext()) {
            throw new NoSuchElementException(closed ? "the iterator is closed" : "there is no further frame");
        }
        try {
            Frame frame = make();
            generation.announce(frame);
            if (frame.isLast()) {
                close();
            }
            return frame;
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private Frame make() {
        Run run = holder.run;
        if (run == null) {
            run = generation.newRun();
            holder.run = run;
        }
        while (run.iteration() < next) {
            run.step();
        }
        next = next == generation.iterations()
                ? next + 1
                : Math.min(next + generation.every(), generation.iterations());
        Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
        return new Frame(generation, run.iteration(), run.losses(), run.picture(), elapsed);
    }

    /** Ends the run and frees its memory. Closing twice does nothing. */
    @Override
    public void close() {
        closed = true;
        cleanable.clean();
    }

    /** Apart from the iterator, so that the cleaner does not keep the latter alive. */
    private static final class Holder {
        private @Nullable Run run;

        private void free() {
            if (run != null) {
                run.close();
                run = null;
            }
        }
    }
}
