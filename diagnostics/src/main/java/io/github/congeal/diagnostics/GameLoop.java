package io.github.congeal.diagnostics;

import io.github.congeal.FrameIterator;
import io.github.congeal.Generation;
import io.github.congeal.control.Start;
import io.github.congeal.model.Model;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * The loop of a game that draws sixty times a second, two milliseconds of work each time: how long it is from one
 * picture to the next, alone and beside a run of one thread.
 */
public final class GameLoop {
    private static final long FRAME = 1_000_000_000L / 60;
    private static final long WORK = 2_000_000;
    private static final int STEPS = 1_000_000;
    /** Until then Java still compiles what it has just loaded, on threads of its own. */
    private static final int STEPS_BEFORE = 10;

    private final int frames;

    /** A loop that goes on for so long. */
    public GameLoop(Duration time) {
        frames = Math.max(1, Math.toIntExact(time.toNanos() / FRAME));
    }

    /** The time from each picture to the next, with nothing beside. */
    public Durations alone() {
        long[] times = new long[frames];
        long due = System.nanoTime();
        long last = due;
        for (int frame = 0; frame < frames; frame++) {
            due += FRAME;
            LockSupport.parkNanos(due - System.nanoTime());
            long now = System.nanoTime();
            times[frame] = now - last;
            last = now;
            while (System.nanoTime() - now < WORK) {
                Thread.onSpinWait();
            }
            // What comes too late is not made up for.
            due = Math.max(due, System.nanoTime() - FRAME);
        }
        return new Durations(times);
    }

    /** The same beside a run that may use one thread, from its tenth step on. */
    public Durations besideRun(Model model, int width, int height) throws InterruptedException {
        Generation generation = Generation.builder()
                .model(model)
                .prompt("a lighthouse in a storm")
                .size(width, height)
                .iterations(STEPS)
                .start(Start.RANDOM)
                .seed(1)
                .threads(1)
                .build();
        CountDownLatch begun = new CountDownLatch(STEPS_BEFORE);
        FrameIterator run = generation.frames();
        Thread reader = new Thread(
                () -> {
                    try {
                        while (run.hasNext()) {
                            run.next();
                            begun.countDown();
                        }
                    } catch (CancellationException | NoSuchElementException e) {
                        // This is how it ends.
                    }
                },
                "reader");
        reader.start();
        begun.await();
        try {
            return alone();
        } finally {
            run.close();
            reader.join();
        }
    }
}
