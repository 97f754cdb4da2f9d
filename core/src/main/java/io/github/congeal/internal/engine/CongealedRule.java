package io.github.congeal.internal.engine;

import io.github.congeal.control.Ending;
import io.github.congeal.control.Stop;
import io.github.congeal.internal.tensor.State;
import java.util.Optional;

/** Ends a run whose loss no longer falls, by comparing the means of both halves of the last losses. */
final class CongealedRule implements StopRule {
    private final double fall;
    /** A ring buffer of the last losses: the one after n steps at index n modulo its length. */
    private final double[] losses;

    private int count;
    private int last = -1;

    CongealedRule(Stop.Congealed stop) {
        this.fall = stop.fall();
        this.losses = new double[stop.window()];
    }

    @Override
    public Optional<Ending> see(int taken, double loss, boolean acting) {
        if (taken != last) {
            last = taken;
            losses[taken % losses.length] = loss;
            count = acting ? 0 : count + 1;
        }
        boolean congealed = count >= losses.length && earlierMean() - laterMean() < fall;
        return congealed ? Optional.of(Ending.CONGEALED) : Optional.empty();
    }

    private double earlierMean() {
        return mean(losses.length / 2, losses.length);
    }

    private double laterMean() {
        return mean(0, losses.length / 2);
    }

    /** The mean of the losses from age {@code youngest} to below {@code end}; the last one has age 0. */
    private double mean(int youngest, int end) {
        double sum = 0;
        for (int age = youngest; age < end; age++) {
            sum += losses[Math.floorMod(last - age, losses.length)];
        }
        return sum / (end - youngest);
    }

    @Override
    public void state(State state) {
        count = state.count("count", count);
        // Plus 1, because it is -1 before the first picture, and counts are not negative.
        last = state.count("looked-at", last + 1) - 1;
        for (int i = 0; i < losses.length; i++) {
            losses[i] = state.real("loss" + i, losses[i]);
        }
    }
}
