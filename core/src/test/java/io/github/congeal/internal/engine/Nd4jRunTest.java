package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.control.Control;
import io.github.congeal.control.MemoryPlan;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.guidance.CutoutMethod;
import io.github.congeal.internal.guidance.CutoutMethods;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.TestDevices;
import io.github.congeal.internal.tensor.nd4j.Transfers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs by ND4J's operations alone, as a GPU takes them, made by the CPU; against runs as the CPU takes them. */
class Nd4jRunTest {
    /**
     * With half of forty seeds, differences of rounding grow within four steps until the runs part, whichever kernels
     * OpenBLAS uses. With this one they stay small.
     */
    private static final int SEED = 1;

    private static final int STEPS = 4;
    private static final int CHUNK = 16;
    /** More than one chunk, and not a whole number of them. */
    private static final int CUTOUTS = CHUNK + 3;

    private static final int WIDTH = 48;
    private static final int HEIGHT = 32;

    private final StepFixture fixture = StepFixture.load();

    static Stream<CutoutMethod> methods() {
        return Stream.of(
                CutoutMethods.of(io.github.congeal.control.CutoutMethod.PLAIN, 1),
                CutoutMethods.of(io.github.congeal.control.CutoutMethod.AUGMENTED, 1));
    }

    private record Seen(double[] losses, float[] latent) {}

    @ParameterizedTest
    @MethodSource("methods")
    void severalStepsAreThoseOfTheHost(CutoutMethod method) {
        Seen[] expected = trace(TestDevices.host(), method);
        Seen[] actual = trace(TestDevices.nd4j(), method);
        for (int step = 0; step <= STEPS; step++) {
            assertThat(actual[step].losses).containsExactly(expected[step].losses, within(1e-4));
        }
        assertMostlyClose(actual[1].latent, expected[1].latent);
    }

    private Seen[] trace(Device device, CutoutMethod method) {
        Seen[] seen = new Seen[STEPS + 1];
        withRun(device, method, (preparation, run) -> {
            for (int i = 0; i <= STEPS; i++) {
                seen[i] = new Seen(run.losses(), run.parameters());
                run.step();
            }
        });
        return seen;
    }

    /** Adam's first step moves every number by its full length: where a gradient is next to nothing, rounding decides. */
    private static void assertMostlyClose(float[] actual, float[] expected) {
        int elsewhere = 0;
        for (int i = 0; i < expected.length; i++) {
            elsewhere += Math.abs(actual[i] - expected[i]) > 1e-3 ? 1 : 0;
        }
        assertThat((double) elsewhere / expected.length).isLessThan(1e-2);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everythingStaysOnTheDevice(CutoutMethod method) {
        int side = (int) fixture.get("windows")[3];
        long noise = method.inputsKept() > 1 ? CUTOUTS * side * side * 3L : 0;
        withRun(TestDevices.nd4j(), method, (preparation, run) -> {
            run.step();
            for (int i = 0; i < STEPS; i++) {
                long there = Transfers.there();
                long back = Transfers.back();
                run.step();
                assertThat(Transfers.back() - back)
                        .as("losses, and whether all was finite")
                        .isEqualTo(run.losses().length + 1);
                assertThat(Transfers.there() - there - noise).as("tables").isBetween(0L, tables(side));
            }
            long back = Transfers.back();
            run.picture();
            assertThat(Transfers.back() - back)
                    .as("a picture that is asked for")
                    .isEqualTo(WIDTH * HEIGHT * 3);
        });
    }

    /** For rows and columns of each crop, the weights of each pixel and where they begin; and a few numbers for transforms. */
    private static long tables(int side) {
        long crop = 2L * side * (Math.min(WIDTH, HEIGHT) + 3);
        return CUTOUTS * (crop + 80);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void nothingIsAllocatedAfterTheFirstStepAndTheDryRunKnewIt(CutoutMethod method) {
        withRun(TestDevices.nd4j(), method, (preparation, run) -> {
            run.step();
            int created = run.arraysCreated();
            for (int i = 0; i < STEPS; i++) {
                run.step();
            }
            assertThat(run.arraysCreated()).isEqualTo(created).isPositive();
            assertThat(run.arrayBytes()).isEqualTo(preparation.arrayBytes());
        });
    }

    /** What is done with a run. */
    @FunctionalInterface
    private interface Work {
        void with(Preparation preparation, Run run);
    }

    private void withRun(Device device, CutoutMethod method, Work work) {
        Settings settings =
                Tasks.settings(WIDTH, HEIGHT, SEED, CUTOUTS).with(Control.MEMORY_PLAN, new MemoryPlan(CHUNK, 0));
        List<Goal> goals = fixture.goals();
        try (Networks networks = fixture.networks(device)) {
            Preparation preparation = Tasks.prepare(networks, settings, goals, new RandomCodes(), method);
            try (Run run = preparation.newRun()) {
                work.with(preparation, run);
            }
        }
    }
}
