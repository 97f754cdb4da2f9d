package io.github.congeal.diagnostics;

import io.github.congeal.Frame;
import io.github.congeal.Generation;
import io.github.congeal.control.Loss;
import io.github.congeal.control.Start;
import io.github.congeal.model.Model;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A soak test for resource leaks: many short runs, up to four at once, of which a third is abandoned without being closed, a
 * third is interrupted, and some of the others fail, each in the middle of a random step.
 */
public final class Soak {
    private static final int AT_ONCE = 4;
    private static final int FATES = 6;
    private static final int ITERATIONS = 3;
    private static final int CUTOUTS = 2;
    private static final int READINGS = 10;

    private final Model model;
    private final int width;
    private final int height;
    private final Holdings holdings;

    /** A soak test with runs of a model with pictures of a size. */
    public Soak(Model model, int width, int height) {
        this.model = model;
        this.width = width;
        this.height = height;
        this.holdings = new Holdings(model);
    }

    /**
     * The resources of the process after a number of runs.
     *
     * @param runs how many runs have ended
     * @param held the resources held then, while other runs continue
     */
    public record Reading(int runs, Holdings.Held held) {}

    /**
     * The result of a soak test.
     *
     * @param readings ten readings in the course of the runs, or one after each if there are fewer
     * @param finished how many runs made all their frames
     * @param abandoned how many runs were abandoned
     * @param interrupted how many runs were interrupted
     * @param failed how many runs were ended by a loss that threw an exception
     * @param early the resources after the first tenth of the runs, with garbage collected
     * @param late the resources after all runs, with garbage collected
     */
    public record Result(
            List<Reading> readings,
            int finished,
            int abandoned,
            int interrupted,
            int failed,
            Holdings.Held early,
            Holdings.Held late) {}

    /** How a run is to end. */
    private enum Fate {
        FINISHED,
        ABANDONED,
        INTERRUPTED,
        FAILED
    }

    /** The exception of a loss that fails on purpose. */
    private static final class PlannedFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Makes a number of runs, at least one.
     *
     * @param listener receives each reading immediately, from one thread at a time
     */
    public Result make(int runs, Consumer<Reading> listener) throws InterruptedException {
        Tally tally = new Tally(runs, listener);
        int warmUp = Math.max(1, runs / READINGS);
        make(1, warmUp, tally);
        Holdings.Held early = holdings.afterCollection();
        make(warmUp + 1, runs, tally);
        return tally.result(early, holdings.afterCollection());
    }

    private void make(int from, int to, Tally tally) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int run = from; run <= to; run++) {
                int number = run;
                all.add(threads.submit(() -> {
                    run(number, fate(number));
                    tally.count(fate(number));
                }));
            }
            for (Future<?> run : all) {
                await(run);
            }
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    /** Counts the runs that have ended, and takes ten readings in the course of them. */
    private final class Tally {
        private final int runs;
        private final Consumer<Reading> listener;
        private final List<Reading> readings = new ArrayList<>();
        private final Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
        private int ended;

        Tally(int runs, Consumer<Reading> listener) {
            this.runs = runs;
            this.listener = listener;
        }

        synchronized void count(Fate fate) {
            counts.merge(fate, 1, Integer::sum);
            ended++;
            if ((long) ended * READINGS / runs > (long) (ended - 1) * READINGS / runs) {
                Reading reading = new Reading(ended, holdings.now());
                listener.accept(reading);
                readings.add(reading);
            }
        }

        synchronized Result result(Holdings.Held early, Holdings.Held late) {
            return new Result(
                    List.copyOf(readings),
                    counts.getOrDefault(Fate.FINISHED, 0),
                    counts.getOrDefault(Fate.ABANDONED, 0),
                    counts.getOrDefault(Fate.INTERRUPTED, 0),
                    counts.getOrDefault(Fate.FAILED, 0),
                    early,
                    late);
        }
    }

    private static void await(Future<?> run) throws InterruptedException {
        try {
            run.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a run ended otherwise than it was to", e.getCause());
        }
    }

    private static Fate fate(int run) {
        return switch (run % FATES) {
            case 0, 3 -> Fate.ABANDONED;
            case 1, 4 -> Fate.INTERRUPTED;
            case 2 -> Fate.FAILED;
            default -> Fate.FINISHED;
        };
    }

    private void run(int number, Fate fate) {
        int when = new Random(number).nextInt(ITERATIONS);
        Loss saboteur = view -> {
            if (view.step() == when) {
                strike(fate);
            }
            return 0;
        };
        Generation generation = Generation.builder()
                .model(model)
                .prompt("a lighthouse in a storm")
                .size(width, height)
                .cutouts(CUTOUTS)
                .iterations(ITERATIONS)
                .start(Start.RANDOM)
                .seed(number)
                .loss("saboteur", saboteur)
                .build();
        try {
            for (Frame frame : generation) {
                if (fate == Fate.ABANDONED && frame.iteration() == when) {
                    return;
                }
            }
        } catch (CancellationException | PlannedFailure e) {
            // Clears the interrupt, which would otherwise end the thread's next run.
            Thread.interrupted();
            return;
        }
        if (fate != Fate.FINISHED) {
            throw new IllegalStateException("run %s was not %s".formatted(number, fate));
        }
    }

    private static void strike(Fate fate) {
        if (fate == Fate.INTERRUPTED) {
            Thread.currentThread().interrupt();
        } else if (fate == Fate.FAILED) {
            throw new PlannedFailure();
        }
    }
}
