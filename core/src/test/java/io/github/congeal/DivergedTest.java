package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.control.Loss;
import io.github.congeal.control.Start;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Numbers that are no longer finite end a run; what was good before stays. */
class DivergedTest {
    private static final int LAST_GOOD = 2;

    /** The loss itself stays finite, and the nearest code of a codebook would be found even for NaN. */
    @Test
    void aGradientThatIsNotFiniteEndsTheRunInItsStep() {
        Loss steep = view -> {
            for (int i = 0; view.step() == LAST_GOOD && i < view.gradient().limit(); i++) {
                view.gradient().put(i, Float.MAX_VALUE);
            }
            return 1;
        };
        GenerationTask task = Generation.builder()
                .prompt("a red apple")
                .size(64, 64)
                .cutouts(2)
                .iterations(5)
                .start(Start.RANDOM)
                .loss("steep", steep)
                .build()
                .start(Runnable::run);

        assertThat(task.result())
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(DivergedException.class)
                .withMessageStartingWith("the gradient was NaN or infinite in step 3");
        assertThat(task.newest().orElseThrow().iteration()).isEqualTo(LAST_GOOD);
    }

    @Test
    void aLossOfTheProgramsOwnIsNotBlamedOnTheStepSize() {
        assertThatThrownBy(() -> Generation.builder()
                        .prompt("a red apple")
                        .size(64, 64)
                        .cutouts(2)
                        .start(Start.RANDOM)
                        .loss("mine", view -> 0 / 0.0)
                        .build()
                        .image())
                .isInstanceOf(DivergedException.class)
                .hasMessage(
                        "the loss of \"mine\" was NaN after step 0: the program computes it itself, and the picture was"
                                + " in order");
    }
}
