package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.random.RandomGenerator;

/** The view of a run that a {@link Term} has while it measures. */
public interface Look {
    /** How many steps were taken before. */
    int step();

    /** The fraction of the run's steps taken before, 0 to 1. */
    double progress();

    /** The picture, {@code [1, H, W, 3]} with values 0..1; read-only. */
    Tensor picture();

    /** The gradient of the sum of all losses with respect to the picture, {@code [1, H, W, 3]}; to be added to. */
    Tensor pictureGradient();

    /** The optimised parameters; read-only. */
    Tensor parameters();

    /** The gradient of the sum of all losses with respect to the parameters; to be added to. */
    Tensor parameterGradient();

    /** Random numbers for this step that no other part of the run draws. */
    default RandomGenerator random(String who) {
        return random(who, step());
    }

    /** The random numbers of a step, again and again the same. */
    RandomGenerator random(String who, int ofStep);

    /** Announces that a phase of the step begins, for measuring time. */
    void enter(Phase phase);

    /** Operations and memory of the run. */
    Tape tape();
}
