package io.github.congeal.internal.engine;

import io.github.congeal.control.Plateau;
import io.github.congeal.internal.tensor.State;

/** A step size that is reduced when the loss no longer falls, as torch's {@code ReduceLROnPlateau}. */
final class ReducedStepSize implements StepSize {
    private final StepSize whole;
    private final Plateau plateau;
    private double part = 1;
    private double lowest = Double.POSITIVE_INFINITY;
    private int without;
    private int cooling;

    ReducedStepSize(StepSize whole, Plateau plateau) {
        this.whole = whole;
        this.plateau = plateau;
    }

    @Override
    public double at(int taken) {
        double size = whole.at(taken);
        return Math.max(part * size, Math.min(plateau.least(), size));
    }

    @Override
    public void see(double loss) {
        // The absolute value, because prompts of negative weight can make the loss negative.
        if (lowest == Double.POSITIVE_INFINITY || loss < lowest - plateau.threshold() * Math.abs(lowest)) {
            lowest = loss;
            without = 0;
        } else {
            without++;
        }
        if (cooling > 0) {
            cooling--;
            without = 0;
        }
        if (without > plateau.patience()) {
            part *= plateau.factor();
            cooling = plateau.cooldown();
            without = 0;
        }
    }

    @Override
    public void forgetLosses() {
        lowest = Double.POSITIVE_INFINITY;
        without = 0;
    }

    @Override
    public void state(State state) {
        part = state.real("part", part);
        lowest = state.real("lowest", lowest);
        without = state.count("without", without);
        cooling = state.count("cooling", cooling);
    }
}
