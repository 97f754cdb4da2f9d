package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.random.RandomGenerator;

/** The view of a run that a {@link Term} has while it measures. */
public interface Look {
    /** The number of steps taken before. */
    int step();

    /** The fraction of the run's steps taken before, 0 to 1. */
    double progress();

    /** The picture, {@code [1, H, W, 3]} with values 0..1; read-only. */
    Tensor picture();

    /** The gradient of the sum of all losses with respect to the picture, {@code [1, H, W, 3]}; a term adds to it. */
    Tensor pictureGradient();

    /** The optimised parameters; read-only. */
    Tensor parameters();

    /** The gradient of the sum of all losses with respect to the parameters; a term adds to it. */
    Tensor parameterGradient();

    /** Random numbers for this step that no other part of the run draws. */
    default RandomGenerator random(String who) {
        return random(who, step());
    }

    /** The random numbers of a step: each call returns the same sequence. */
    RandomGenerator random(String who, int ofStep);

    /** Announces that a phase of the step begins, for measuring time. */
    void enter(Phase phase);

    /** Operations and memory of the run. */
    Tape tape();
}
