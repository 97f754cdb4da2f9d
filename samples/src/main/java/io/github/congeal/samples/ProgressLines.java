package io.github.congeal.samples;

import io.github.congeal.Frame;
import io.github.congeal.Generation;
import io.github.congeal.control.Ending;
import java.io.PrintWriter;
import java.util.Locale;

/** Progress for logs and files: a line now and then. */
final class ProgressLines implements Progress {
    private final Generation generation;
    private final int every;
    private final PrintWriter out;

    ProgressLines(Generation generation, int every, PrintWriter out) {
        this.generation = generation;
        this.every = every;
        this.out = out;
    }

    @Override
    public void reached(Frame frame) {
        int iteration = frame.iteration();
        if (iteration % every == 0 || frame.isLast()) {
            double seconds = frame.elapsed().toMillis() / 1000.0;
            StringBuilder line = new StringBuilder(String.format(
                    Locale.ROOT, "step %d of %d, loss %.4f", iteration, generation.iterations(), frame.loss()));
            if (iteration > 0 && !frame.isLast()) {
                double left = seconds / iteration * (generation.iterations() - iteration);
                line.append(String.format(Locale.ROOT, ", %.1f steps/s, %.0f s left", iteration / seconds, left));
            }
            frame.ending()
                    .filter(ending -> ending != Ending.STEPS)
                    .ifPresent(ending -> line.append(", ")
                            .append(
                                    switch (ending) {
                                        case CONGEALED -> "congealed";
                                        case LOSS -> "low enough";
                                        case DEADLINE -> "the time is over";
                                        default -> "stopped";
                                    }));
            out.println(line);
            out.flush();
        }
    }
}
