package io.github.congeal.internal.engine;

import io.github.congeal.control.Ending;
import io.github.congeal.control.Stop;
import io.github.congeal.internal.tensor.State;
import java.util.Optional;

/** Ends a run whose loss no longer falls: compares the means of both halves of the last losses. */
final class CongealedRule implements StopRule {
    private final double fall;
    /** The last losses, the one after n steps at n modulo their number. */
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

    /** The mean of those of a range of ages: 0 is the last one. */
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
        // One more, because nothing was looked at yet where it is -1.
        last = state.count("looked-at", last + 1) - 1;
        for (int i = 0; i < losses.length; i++) {
            losses[i] = state.real("loss" + i, losses[i]);
        }
    }
}
