package io.github.congeal.cuda.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.control.Control;
import io.github.congeal.control.Precision;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.control.Start;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.engine.Preparation;
import io.github.congeal.internal.engine.Run;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.model.Model;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A step of the bundled model with all augmentations, on the stand-in and on the CPU. */
class GpuStepTest {
    private static final double STEP_SIZE = 0.1;
    private static final double ALLOWED = 3e-4;
    private static final Settings SETTINGS = Settings.EMPTY
            .with(Control.PROMPTS, List.of(Prompt.of("a red apple")))
            .with(Control.START, Start.RANDOM)
            .with(Control.SIZE, new Size(32, 32))
            .with(Control.SEED, 1L)
            .with(Control.STEP_SIZE, Schedule.constant(STEP_SIZE))
            .with(Control.CUTOUTS, 1);

    private record Values(float[] picture, double loss, float[] latent, double lossAfter) {
        static Values on(Device device, Settings settings) {
            try (Networks networks = Networks.bundledOn(device)) {
                return of(networks, settings);
            }
        }

        static Values of(Networks networks, Settings settings) {
            try (Run run = Preparation.of(networks, settings).newRun()) {
                float[] picture = run.values();
                double loss = run.losses()[0];
                run.step();
                return new Values(picture, loss, run.parameters(), run.losses()[0]);
            }
        }
    }

    /** Computed once, for both classes that compare with it. */
    private static final class OnTheCpu {
        static final Values EXPECTED =
                Values.of(Networks.of(Model.bundled(io.github.congeal.control.Device.CPU)), SETTINGS);
    }

    @ParameterizedTest
    @EnumSource
    void isThatOfTheCpu(KernelSet set) {
        assertStep(TestGpus.with(set));
    }

    static void assertStep(GpuDevice device) {
        Values expected = OnTheCpu.EXPECTED;
        Values actual = Values.on(device, SETTINGS);
        assertThat(difference(actual.picture, expected.picture)).isLessThan(ALLOWED);
        assertThat(Math.abs(actual.loss - expected.loss)).isLessThan(ALLOWED * expected.loss);
        // Adam's first step moves each number by its full length; where the gradient is almost zero, rounding decides
        // whether up or down.
        long elsewhere = IntStream.range(0, expected.latent.length)
                .filter(i -> Math.abs(actual.latent[i] - expected.latent[i]) > STEP_SIZE / 10)
                .count();
        assertThat(Math.abs(actual.lossAfter - expected.lossAfter)).isLessThan(ALLOWED * expected.lossAfter);
        assertThat(elsewhere).isLessThan(expected.latent.length / 200);
    }

    @Test
    void theFastOneIsAboutThat() {
        Values expected = OnTheCpu.EXPECTED;
        Values actual = Values.on(TestGpus.with(KernelSet.HOPPER), SETTINGS.with(Control.PRECISION, Precision.FAST));
        assertThat(difference(actual.picture, expected.picture)).isBetween(ALLOWED, 0.1);
        assertThat(Math.abs(actual.loss - expected.loss)).isLessThan(0.02 * expected.loss);
    }

    private static double difference(float[] some, float[] others) {
        double most = 0;
        for (int i = 0; i < some.length; i++) {
            most = Math.max(most, Math.abs(some[i] - others[i]));
        }
        return most;
    }
}
