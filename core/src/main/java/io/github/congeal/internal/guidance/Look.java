package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.random.RandomGenerator;

/** What a {@link Term} sees of a run while it measures. */
public interface Look {
    /** How many steps were taken before. */
    int step();

    /** How much of the run lies behind, 0 to 1. */
    double progress();

    /** The picture, {@code [1, H, W, 3]} with values 0..1; only to be read. */
    Tensor picture();

    /** The gradient of the sum of all losses with respect to the picture, {@code [1, H, W, 3]}; to be added to. */
    Tensor pictureGradient();

    /** What is optimised; only to be read. */
    Tensor parameters();

    /** The gradient of the sum of all losses with respect to the parameters; to be added to. */
    Tensor parameterGradient();

    /** Random numbers for this step that no other part of the run draws. */
    RandomGenerator random(String who);

    /** Says that a phase of the step begins, for those who measure time. */
    void enter(Phase phase);

    /** Operations and memory of the run. */
    Tape tape();
}
