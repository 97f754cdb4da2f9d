package io.github.congeal;

import io.github.congeal.control.Change;
import io.github.congeal.control.Control;
import io.github.congeal.control.Ending;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Stop;
import io.github.congeal.internal.engine.Networks;
import java.lang.ref.Cleaner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one run. Each is made when it is asked for, on the calling thread.
 *
 * <p>Close the iterator when done, which frees the run's native memory. It closes itself after the last frame and when
 * an exception is thrown. An iterator that was dropped without being closed frees its memory when it is garbage
 * collected; if such iterators hold more than 64 MB when another run begins, a collection is requested and a warning
 * logged.
 *
 * <p>Only one thread at a time may read frames. Any thread may call {@link #close()}, {@link #stop()} and {@link
 * #change} at any time.
 */
public final class FrameIterator implements Iterator<Frame>, AutoCloseable {
    /** One sleeping thread for the whole JVM; it holds no iterator that was closed or freed. */
    private static final Cleaner CLEANER = Cleaner.create();

    /** The endings that another run with the same settings would not reach by itself. */
    private static final Set<Ending> BESIDE_THE_RUN = EnumSet.of(Ending.ASKED, Ending.DEADLINE);

    private final Generation generation;
    private final Rest rest = new Rest();
    private final Cleaner.Cleanable cleanable = CLEANER.register(this, rest::end);
    /** The thread that makes a frame or frees the run; only one may do either at a time. */
    private final AtomicReference<@Nullable Thread> owner = new AtomicReference<>();

    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final ChangingRun run;
    private long began;
    private volatile int next;

    FrameIterator(Generation generation) {
        this.generation = generation;
        this.run = new ChangingRun(
                generation, () -> closed.get() || Thread.currentThread().isInterrupted());
    }

    /** Returns whether there is another frame. Always false after {@link #close()}. */
    @Override
    public boolean hasNext() {
        return !closed.get();
    }

    /**
     * Makes the next frame, which takes as long as the steps up to it.
     *
     * @throws NoSuchElementException if there is none, or the iterator was closed before
     * @throws CancellationException if the thread was interrupted (its interrupt flag stays set) or another thread
     *     closed the iterator meanwhile; the run is closed
     * @throws IllegalStateException if another thread is making a frame; that thread is not disturbed
     */
    @Override
    public Frame next() {
        own(() ->
                new NoSuchElementException("there is no further frame: the run has ended, or the iterator was closed"));
        try {
            rest.end();
            return makeOrClose();
        } finally {
            if (run.isBegun()) {
                rest.begin(run.now().arrayBytes());
            }
            disown();
        }
    }

    private void own(Supplier<RuntimeException> ended) {
        Thread other = owner.compareAndExchange(null, Thread.currentThread());
        // Only after the attempt to own the iterator: a thread that closes it owns it while it frees the run.
        if (closed.get()) {
            if (other == null) {
                disown();
            }
            throw ended.get();
        }
        if (other != null) {
            throw new IllegalStateException(
                    ("the thread \"%s\" is making the next frame: let one thread read the iterator"
                                    + " and hand its frames on, or give each thread an iterator of its own")
                            .formatted(other.getName()));
        }
    }

    private void disown() {
        owner.set(null);
        freeIfClosed();
    }

    /**
     * Returns the run as it is after the newest frame, to be continued at any time with {@link SavedRun#resume()}.
     * Takes about as much memory as four pictures, and next to no time.
     *
     * @throws IllegalStateException if no frame has been made yet, if the run has ended, or if another thread is making
     *     a frame; that thread is not disturbed
     */
    public SavedRun saved() {
        own(() -> new IllegalStateException("the run has ended, and nothing of it can be saved any more"));
        try {
            if (!run.isBegun()) {
                throw new IllegalStateException("there is nothing to be saved yet: make the first frame before");
            }
            return run.saved(elapsed());
        } finally {
            disown();
        }
    }

    /**
     * Saves the run as it is after the newest frame into a file, from which {@link Generation#resume(Path)} continues.
     * The file appears under its name, replacing any other, only when it is complete.
     *
     * @throws CheckpointException if it cannot be written
     * @throws IllegalStateException as {@link #saved()} does
     */
    public void save(Path file) {
        Objects.requireNonNull(file, "file");
        saved().write(file);
    }

    /**
     * Makes all remaining frames, closes the iterator and returns the last frame.
     *
     * @throws java.util.NoSuchElementException if no frame is left
     */
    public Frame last() {
        try (this) {
            Frame frame = next();
            while (hasNext()) {
                frame = next();
            }
            return frame;
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
        if (run.isBegun()) {
            // At least one step, even if something has ended the run meanwhile, so that no picture is returned twice.
            do {
                run.step();
            } while (run.now().iteration() < next && ending().isEmpty());
        } else {
            if (IdleRuns.SHARED.reclaim()) {
                Networks.of(generation.model()).giveBack();
            }
            began = System.nanoTime()
                    - generation
                            .saved()
                            .map(SavedRun::elapsed)
                            .orElse(Duration.ZERO)
                            .toNanos();
            run.begin();
        }
        int made = run.now().iteration();
        next = Math.min(made + generation.every(), generation.iterations());
        Optional<Ending> ending = ending();
        return new Frame(
                generation,
                run.picture(),
                new Frame.Measured(
                        made, run.now().lossNames(), run.now().losses(), elapsed(), ending, settings(made, ending)));
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Returns why the run ends with the current picture; empty if it goes on. */
    private Optional<Ending> ending() {
        return run.now()
                .ending()
                .or(() -> stopped.get() ? Optional.of(Ending.ASKED) : Optional.empty())
                .or(() -> isTimeOver() ? Optional.of(Ending.DEADLINE) : Optional.empty());
    }

    private boolean isTimeOver() {
        return generation.settings().get(Control.STOPS).stream()
                .anyMatch(stop ->
                        stop instanceof Stop.Deadline deadline && elapsed().compareTo(deadline.after()) >= 0);
    }

    /**
     * Returns the settings that reproduce the picture: an end that the clock or the caller decided becomes a number of
     * steps.
     */
    private Settings settings(int made, Optional<Ending> ending) {
        if (ending.filter(BESIDE_THE_RUN::contains).isEmpty()) {
            return run.settings();
        }
        List<Stop> stops = new ArrayList<>(run.settings().get(Control.STOPS));
        stops.removeIf(Stop.Deadline.class::isInstance);
        stops.add(Stop.after(made));
        return run.settings().with(Control.STOPS, stops);
    }

    /**
     * Requests other settings from the next step on, such as prompts, weights, step sizes or cutouts ({@link
     * Change#controls()}). The picture continues from where it is. The {@linkplain Frame#settings() settings} of the
     * last frame and its PNG record each change and its step, so that the picture can be made again.
     *
     * <p>Any thread may call this. It returns once the change has been checked; the thread that makes the next frame
     * applies it, which takes about as long as a first frame.
     *
     * @param settings the values that change; the rest stays as it is
     * @return whether the change was accepted; {@code false} if the run has ended or was closed
     * @throws IllegalArgumentException if one of them cannot change in mid-run, if they need more memory than was
     *     planned for the run, or if nothing would be left to make
     * @throws PromptTooLongException if a prompt has more tokens than the model takes, and is not to be truncated
     */
    public boolean change(Settings settings) {
        Objects.requireNonNull(settings, "settings");
        if (!hasNext()) {
            return false;
        }
        run.ask(Pictures.opened(settings));
        return true;
    }

    /**
     * Ends the run after the current step, or after the next one if none is being taken; the frame made then is the
     * last. Any thread may call this. Does nothing once the run has ended.
     */
    public void stop() {
        stopped.set(true);
    }

    /**
     * Ends the run and frees its memory. Any thread may call this. If another thread is making a frame, this returns at
     * once; within a step that thread frees the memory and its {@link #next()} throws a {@link CancellationException}.
     * Closing twice does nothing.
     */
    @Override
    public void close() {
        closed.set(true);
        freeIfClosed();
    }

    private void freeIfClosed() {
        // If another thread owns the iterator, that thread calls this when it gives the iterator back.
        if (closed.get() && owner.compareAndSet(null, Thread.currentThread())) {
            try {
                cleanable.clean();
                run.close();
                Networks.of(generation.model()).giveBack();
            } finally {
                owner.set(null);
            }
        }
    }

    /**
     * The bytes that the run holds while it is idle. The cleaner refers to this object only: if it referred to the run,
     * the run and all its objects would survive the garbage collection that finds the iterator unreachable. The memory
     * of a run that was dropped frees itself.
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
