package io.github.congeal.cuda.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs of the bundled model on the stand-in: the memory that they take and give back, when they wait, and several at once. */
class GpuRunTest {
    private static final long MEMORY = 8L << 30;

    private static GpuDevice device;
    private static Networks networks;

    @BeforeAll
    static void load() {
        Model.bundled(Device.CPU);
        device = GpuDevice.on(GpuContext.open(StandIn.calls(), 0), KernelSet.HOPPER, MEMORY);
        networks = Networks.bundledOn(device);
    }

    @AfterAll
    static void allIsGivenBack() {
        networks.close();
        assertThat(device.allocatedBytes()).isZero();
    }

    private static Preparation preparation(long seed) {
        return Preparation.of(
                networks,
                Settings.EMPTY
                        .with(Control.PROMPTS, List.of(Prompt.of("a red apple")))
                        .with(Control.START, Start.RANDOM)
                        .with(Control.SIZE, new Size(32, 32))
                        .with(Control.SEED, seed)
                        .with(Control.STEP_SIZE, Schedule.constant(0.1))
                        .with(Control.CUTOUTS, 1));
    }

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
    void aRunTakesWhatWasEstimatedAndWaitsTwiceForEachStepAndOnceForAPicture() {
        Preparation preparation = preparation(1);
        try (Run run = preparation.newRun()) {
            run.step();
            long before = StandIn.get("waits");
            run.step();
            assertThat(StandIn.get("waits") - before)
                    .as("for the losses, and for whether all is finite")
                    .isEqualTo(2);
            run.picture();
            assertThat(StandIn.get("waits") - before).as("and for the picture").isEqualTo(3);
            assertThat((double) device.allocatedBytes())
                    .isBetween(0.9 * preparation.bytes(), 1.1 * preparation.bytes());
        }
    }

    @Test
    void runsAtTheSameTimeMakeThePicturesThatTheyMakeAlone() throws Exception {
        long before = device.allocatedBytes();
        float[] one = picture(1);
        float[] other = picture(2);
        assertThat(other).isNotEqualTo(one);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<float[]>> tasks = List.of(() -> picture(1), () -> picture(2));
            List<Future<float[]>> together = threads.invokeAll(tasks);
            assertThat(together.get(0).get()).containsExactly(one);
            assertThat(together.get(1).get()).containsExactly(other);
        } finally {
            threads.shutdown();
        }
        assertThat(device.allocatedBytes()).isEqualTo(before);
    }

    private static float[] picture(long seed) {
        try (Run run = preparation(seed).newRun()) {
            run.step();
            return run.values();
        }
    }

    @Test
    void aCancelledRunEndsWithinItsStepAndGivesItsMemoryBack() {
        long before = device.allocatedBytes();
        AtomicBoolean stepping = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        try (Run run = preparation(1).newRun(() -> stepping.get() && asked.incrementAndGet() > 20)) {
            stepping.set(true);
            assertThatThrownBy(run::step).isInstanceOf(CancellationException.class);
            assertThat(asked).as("no tensor is taken after that").hasValue(21);
        }
        assertThat(device.allocatedBytes()).isEqualTo(before);
    }

    @Test
    void anInterruptedThreadEndsItsStep() {
        long before = device.allocatedBytes();
        try (Run run = preparation(1).newRun()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(run::step).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(device.allocatedBytes()).isEqualTo(before);
    }
}
