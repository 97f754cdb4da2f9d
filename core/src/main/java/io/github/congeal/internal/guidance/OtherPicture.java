package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.random.RandomGenerator;

/** A view of a run with another picture in place of its own, such as a part of the run's picture. */
record OtherPicture(Look look, Tensor picture, Tensor pictureGradient) implements Look {
    @Override
    public int step() {
        return look.step();
    }

    @Override
    public double progress() {
        return look.progress();
    }

    @Override
    public Tensor parameters() {
        return look.parameters();
    }

    @Override
    public Tensor parameterGradient() {
        return look.parameterGradient();
    }

    @Override
    public RandomGenerator random(String who, int ofStep) {
        return look.random(who, ofStep);
    }

    @Override
    public void enter(Phase phase) {
        look.enter(phase);
    }

    @Override
    public Tape tape() {
        return look.tape();
    }
}
