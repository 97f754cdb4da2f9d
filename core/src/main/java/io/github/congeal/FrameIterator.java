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
 * The frames of one run, each made when it is asked for, on the caller's thread.
 *
 * <p>Close it when done: that frees the run's native memory. It closes itself after the last frame and when an
 * exception is thrown. The memory of an iterator that was dropped without being closed is freed when it is garbage
 * collected: at the latest when another run begins while such iterators hold more than 64 MB, for then a collection is
 * asked for, and a warning logged.
 *
 * <p>One thread at a time reads it; {@link #close()}, {@link #stop()} and {@link #change} may be called by any thread at
 * any time.
 */
public final class FrameIterator implements Iterator<Frame>, AutoCloseable {
    /** One thread for the whole JVM, which sleeps; it holds no iterator that was closed or freed. */
    private static final Cleaner CLEANER = Cleaner.create();

    /** The endings that another run of the same settings would not come to by itself. */
    private static final Set<Ending> BESIDE_THE_RUN = EnumSet.of(Ending.ASKED, Ending.DEADLINE);

    private final Generation generation;
    private final Rest rest = new Rest();
    private final Cleaner.Cleanable cleanable = CLEANER.register(this, rest::end);
    /** The thread that makes a frame or frees the run, which none may do while another does. */
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

    /** Whether there is a frame left; never after {@link #close()}. */
    @Override
    public boolean hasNext() {
        return !closed.get();
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
        // Looked at only now: a thread that closes this owns it for as long as it frees the run.
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
     * The run as it is after the frame that was made last, from which it can go on at any time: {@link
     * SavedRun#resume()}. That takes about as much memory as four pictures, and no time that is worth speaking of.
     *
     * @throws IllegalStateException if no frame was made yet, if the run has ended, or if another thread is making a
     *     frame, which it goes on with
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
     * Writes the run as it is after the frame that was made last into a file, from which {@link Generation#resume(Path)} goes
     * on. The file appears under its name only when it is complete, in place of what had the name before.
     *
     * @throws CheckpointException if it cannot be written
     * @throws IllegalStateException as {@link #saved()} does
     */
    public void save(Path file) {
        Objects.requireNonNull(file, "file");
        saved().write(file);
    }

    /**
     * Makes all frames that are left, hands out the last, and closes this.
     *
     * @throws java.util.NoSuchElementException if none is left
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
            // At least one step, whatever has ended the run meanwhile: no picture is handed out twice.
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

    /** Why the run ends with the present picture; empty if it goes on. */
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

    /** What makes the picture again. What was left to the clock or to the caller is said in steps. */
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
     * Has other settings used from the next step on: other prompts, weights, step sizes or cutouts ({@link
     * Change#controls()}). The picture goes on from where it is. The last frame's {@linkplain Frame#settings() settings} and
     * its PNG tell what changed at which step, so that the picture can be made again. Called by any thread, it returns when
     * it has found out that the change can be followed; the thread that makes the next frame follows it, which takes
     * about as long as a first frame.
     *
     * @param settings the values that change; the rest stays as it is
     * @return whether it was noted; {@code false}, and nothing else, once the run has ended or was closed
     * @throws IllegalArgumentException if one of them cannot change in mid-run, if they need more memory than was planned for
     *     the run, or if nothing would be left to make
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
     * Has the run end with the next frame, which is then the last: as soon as the step that is being made, or the next one,
     * is done. From any thread. Does nothing once the run has ended.
     */
    public void stop() {
        stopped.set(true);
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
                run.close();
                Networks.of(generation.model()).giveBack();
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
