package io.github.congeal.cuda.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.control.Control;
import io.github.congeal.control.Device;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.control.Start;
import io.github.congeal.cuda.StandIn;
import io.github.congeal.cuda.driver.GpuContext;
import io.github.congeal.diagnostics.Benchmark;
import io.github.congeal.diagnostics.Subject;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.engine.Preparation;
import io.github.congeal.internal.engine.Run;
import io.github.congeal.model.Model;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much of a GPU's memory runs take, and when they wait for it. */
class GpuRunTest {
    private static final long MEMORY = 8L << 30;

    /** Counted without a GPU and without a stand-in. */
    @Test
    void thePublishedModelsTakeAtMostTwoAndAHalfGigabytes() {
        try (Subject subject = Subject.counted("imagenet_f16_16384+ViT-B/32", Device.GPU)) {
            Benchmark benchmark = Benchmark.of(subject).size(480, 480).cutouts(64);
            assertThat(benchmark.estimatedBytes()).isBetween(1_500_000_000L, 2_500_000_000L);
            assertThat(benchmark.memoryLimit(1_700_000_000L).estimatedBytes()).isLessThan(1_700_000_000L);
        }
    }

    @Test
    void aRunTakesWhatWasEstimatedAndWaitsOnceForEachStepAndOnceForAPicture() {
        Settings settings = Settings.EMPTY
                .with(Control.PROMPTS, List.of(Prompt.of("a red apple")))
                .with(Control.START, Start.RANDOM)
                .with(Control.SIZE, new Size(32, 32))
                .with(Control.SEED, 1L)
                .with(Control.STEP_SIZE, Schedule.constant(0.1))
                .with(Control.CUTOUTS, 1);
        GpuDevice device = GpuDevice.on(GpuContext.open(StandIn.calls(), 0), KernelSet.HOPPER, MEMORY);
        Model.bundled(Device.CPU);
        try (Networks networks = Networks.bundledOn(device)) {
            Preparation preparation = Preparation.of(networks, settings);
            try (Run run = preparation.newRun()) {
                run.step();
                long before = StandIn.get("waits");
                run.step();
                assertThat(StandIn.get("waits") - before).as("for the losses").isEqualTo(1);
                run.picture();
                assertThat(StandIn.get("waits") - before)
                        .as("and for the picture")
                        .isEqualTo(2);
                assertThat((double) device.allocatedBytes())
                        .isBetween(0.9 * preparation.bytes(), 1.1 * preparation.bytes());
            }
        }
        assertThat(device.allocatedBytes()).isZero();
    }
}
