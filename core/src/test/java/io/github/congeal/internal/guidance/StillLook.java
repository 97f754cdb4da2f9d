package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What a term sees of a run that stands still. */
public record StillLook(
        Tape tape,
        int step,
        double progress,
        Tensor picture,
        Tensor pictureGradient,
        Tensor parameters,
        Tensor parameterGradient)
        implements Look {
    /** A picture that is itself optimised, in the middle of a run. */
    public static StillLook ofPicture(Tape tape, Tensor picture, Tensor gradient) {
        return new StillLook(tape, 5, 0.5, picture, gradient, picture, gradient);
    }

    @Override
    public RandomGenerator random(String who, int ofStep) {
        return new SplittableRandom(1);
    }

    @Override
    public void enter(Phase phase) {}
}
