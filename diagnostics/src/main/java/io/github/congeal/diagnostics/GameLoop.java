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
 * Measures the frame times of a simulated game that draws sixty times a second, with two milliseconds of work for each
 * picture, alone and beside a run of one thread.
 */
public final class GameLoop {
    private static final long FRAME = 1_000_000_000L / 60;
    private static final long WORK = 2_000_000;
    private static final int STEPS = 1_000_000;
    /** The steps before the measurement, during which Java still compiles on threads of its own. */
    private static final int STEPS_BEFORE = 10;

    private final int frames;

    /** A loop of the given duration. */
    public GameLoop(Duration time) {
        frames = Math.max(1, Math.toIntExact(time.toNanos() / FRAME));
    }

    /** The time from each picture to the next, without a run. */
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
            // A picture that is late does not make the next ones come sooner.
            due = Math.max(due, System.nanoTime() - FRAME);
        }
        return new Durations(times);
    }

    /** The time from each picture to the next beside a run of one thread, from its tenth step on. */
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
                        // The expected end of the run.
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
