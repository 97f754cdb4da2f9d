package io.github.congeal.diagnostics;

import io.github.congeal.Frame;
import io.github.congeal.Generation;
import io.github.congeal.control.Start;
import io.github.congeal.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * What a careless program costs: many short runs one after the other, of which a third is left in the middle without
 * being closed, a third is interrupted, and only a third goes on to its end.
 */
public final class UnclosedRuns {
    private static final int WAYS = 3;
    private static final int READINGS = 10;
    private static final int ITERATIONS = 2;
    private static final int CUTOUTS = 2;

    private final Model model;
    private final int width;
    private final int height;
    private final ResidentMemory memory = new ResidentMemory();

    /** Runs of a model that make pictures of a size. */
    public UnclosedRuns(Model model, int width, int height) {
        this.model = model;
        this.width = width;
        this.height = height;
    }

    /**
     * The memory after a number of runs.
     *
     * @param runs how many
     * @param resident the bytes that were resident then; empty where the system does not tell
     */
    public record Reading(int runs, OptionalLong resident) {}

    /**
     * Makes so many runs; at least one.
     *
     * @param listener is told each reading at once
     * @return ten readings in the course of them, or one after each if there are fewer
     */
    public List<Reading> make(int runs, Consumer<Reading> listener) {
        List<Reading> readings = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            make(run);
            if ((long) run * READINGS / runs > (long) (run - 1) * READINGS / runs) {
                Reading reading = new Reading(run, memory.now());
                listener.accept(reading);
                readings.add(reading);
            }
        }
        return readings;
    }

    private void make(int run) {
        Generation generation = Generation.builder()
                .model(model)
                .prompt("a lighthouse in a storm")
                .size(width, height)
                .cutouts(CUTOUTS)
                .iterations(ITERATIONS)
                .start(Start.RANDOM)
                .seed(run)
                .build();
        try {
            for (Frame frame : generation) {
                if (frame.iteration() == 1 && run % WAYS == 0) {
                    break;
                }
                if (frame.iteration() == 1 && run % WAYS == 1) {
                    Thread.currentThread().interrupt();
                }
            }
        } catch (CancellationException e) {
            // Otherwise the next run would end as soon.
            Thread.interrupted();
        }
    }
}
