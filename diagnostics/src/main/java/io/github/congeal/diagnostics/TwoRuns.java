package io.github.congeal.diagnostics;

import io.github.congeal.FrameIterator;
import io.github.congeal.Generation;
import io.github.congeal.control.Start;
import io.github.congeal.model.Model;
import java.util.stream.Stream;

/** Measures two runs at the same time in one JVM, compared with one after the other. */
public final class TwoRuns {
    private static final int STEPS_BEFORE = 15;
    private static final int STEPS = 10;

    private final Model model;
    private final int width;
    private final int height;

    /** Measures runs of a model with pictures of a size. */
    public TwoRuns(Model model, int width, int height) {
        this.model = model;
        this.width = width;
        this.height = height;
    }

    /**
     * The measurements, each for ten steps of both runs.
     *
     * @param inTurn one after the other
     * @param atOnce at the same time
     */
    public record Result(Durations inTurn, Durations atOnce) {}

    /** Measures both ways alternately, {@code rounds} times each; at least once. */
    public Result measure(int rounds) throws InterruptedException {
        long[] inTurn = new long[rounds];
        long[] atOnce = new long[rounds];
        int steps = STEPS_BEFORE + 2 * rounds * STEPS;
        try (FrameIterator first = run(1, steps);
                FrameIterator second = run(2, steps)) {
            // Not timed: Java compiles during the first steps, and the first step of each run is longer.
            advance(first, STEPS_BEFORE);
            advance(second, STEPS_BEFORE);
            for (int round = 0; round < rounds; round++) {
                long begun = System.nanoTime();
                advance(first, STEPS);
                advance(second, STEPS);
                inTurn[round] = System.nanoTime() - begun;
                begun = System.nanoTime();
                advanceAtOnce(first, second);
                atOnce[round] = System.nanoTime() - begun;
            }
        }
        return new Result(new Durations(inTurn), new Durations(atOnce));
    }

    private FrameIterator run(long seed, int steps) {
        return Generation.builder()
                .model(model)
                .prompt("a lighthouse in a storm")
                .size(width, height)
                .iterations(steps)
                .start(Start.RANDOM)
                .seed(seed)
                .build()
                .frames();
    }

    private static void advance(FrameIterator frames, int steps) {
        for (int step = 0; step < steps; step++) {
            frames.next();
        }
    }

    private static void advanceAtOnce(FrameIterator first, FrameIterator second) throws InterruptedException {
        Thread[] readers = Stream.of(first, second)
                .map(frames -> new Thread(() -> advance(frames, STEPS), "reader"))
                .toArray(Thread[]::new);
        for (Thread reader : readers) {
            reader.start();
        }
        for (Thread reader : readers) {
            reader.join();
        }
    }
}
