package io.github.congeal.diagnostics;

import io.github.congeal.FrameIterator;
import io.github.congeal.Generation;
import io.github.congeal.control.Start;
import io.github.congeal.model.Model;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/** Measures the time from cancelling a run, at any point of a step and by another thread, to its end with memory freed. */
public final class CancelLatency {
    private static final int STEPS = 1000;

    private final Model model;
    private final int width;
    private final int height;
    private final SplittableRandom points = new SplittableRandom();

    /** Measures runs of a model with pictures of a size. */
    public CancelLatency(Model model, int width, int height) {
        this.model = model;
        this.width = width;
        this.height = height;
    }

    /** The ways to cancel a run. */
    public enum Way {
        /** The thread that asks for frames is interrupted. */
        INTERRUPT((thread, frames) -> thread.interrupt()),
        /** The iterator is closed by another thread. */
        CLOSE((thread, frames) -> frames.close());

        private final BiConsumer<Thread, FrameIterator> action;

        Way(BiConsumer<Thread, FrameIterator> action) {
            this.action = action;
        }
    }

    /**
     * The measurements.
     *
     * @param latency from the cancellation to the end of the thread that asked for frames
     * @param stepMillis the duration of a step in milliseconds
     */
    public record Result(Durations latency, double stepMillis) {}

    /** Cancels {@code runs} runs, at least one, each in its second step or soon after. */
    public Result measure(Way way, int runs) throws InterruptedException {
        long[] latencies = new long[runs];
        long[] steps = new long[runs];
        for (int run = 0; run < runs; run++) {
            measure(way, run, latencies, steps);
        }
        return new Result(new Durations(latencies), new Durations(steps).median());
    }

    private void measure(Way way, int run, long[] latencies, long[] steps) throws InterruptedException {
        Generation generation = Generation.builder()
                .model(model)
                .prompt("a lighthouse in a storm")
                .size(width, height)
                .iterations(STEPS)
                .start(Start.RANDOM)
                .seed(run)
                .build();
        CountDownLatch begun = new CountDownLatch(1);
        long[] ended = new long[1];
        FrameIterator frames = generation.frames();
        Thread reader = new Thread(
                () -> {
                    frames.next();
                    long before = System.nanoTime();
                    frames.next();
                    steps[run] = System.nanoTime() - before;
                    begun.countDown();
                    try {
                        while (true) {
                            frames.next();
                        }
                    } catch (CancellationException | NoSuchElementException e) {
                        // The latter if it was between two frames.
                        ended[0] = System.nanoTime();
                    }
                },
                "reader");
        reader.start();
        begun.await();
        LockSupport.parkNanos((long) (points.nextDouble() * steps[run]));
        long cancelled = System.nanoTime();
        way.action.accept(reader, frames);
        reader.join();
        latencies[run] = ended[0] - cancelled;
    }
}
