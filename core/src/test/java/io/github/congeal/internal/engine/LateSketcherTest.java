package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.control.Control;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.control.Start;
import io.github.congeal.model.Model;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bundled model, whose sketcher and book are read when a run takes its first step. */
class LateSketcherTest {
    private final Networks kept = Networks.of(Model.bundled());
    private final Networks fresh = Networks.bundledOn(kept.device());

    @AfterEach
    void free() {
        fresh.close();
    }

    private static Preparation preparation(Networks networks) {
        return Preparation.of(
                networks,
                Settings.EMPTY
                        .with(Control.PROMPTS, List.of(Prompt.of("a red apple")))
                        .with(Control.START, Start.SKETCHED)
                        .with(Control.SIZE, new Size(32, 32))
                        .with(Control.CUTOUTS, 2)
                        .with(Control.ITERATIONS, 2)
                        .with(Control.SEED, 1L));
    }

    private static byte[] pictureAfterTwoSteps(Networks networks) {
        try (Run run = preparation(networks).newRun()) {
            run.step();
            run.step();
            return run.picture();
        }
    }

    @Test
    void aRunMayEndBeforeTheyAreRead() {
        long bytes = fresh.bytes();
        Preparation preparation = preparation(fresh);
        long held = fresh.device().memoriesHeld().orElse(0);
        Run run = preparation.newRun();
        byte[] first = run.picture();
        run.close();

        assertThat(fresh.device().memoriesHeld().orElse(0)).isEqualTo(held);
        assertThat(first).isNotEqualTo(pictureAfterTwoSteps(fresh));
        assertThat(fresh.bytes()).isEqualTo(bytes);
    }

    @Test
    void anInterruptedRunLeavesThemToTheNext() {
        try (Run interrupted = preparation(fresh).newRun()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(interrupted::step).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(pictureAfterTwoSteps(fresh)).isEqualTo(pictureAfterTwoSteps(kept));
    }
}
