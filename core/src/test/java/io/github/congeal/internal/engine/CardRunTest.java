package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.guidance.AugmentedCutouts;
import io.github.congeal.internal.guidance.CutoutMethod;
import io.github.congeal.internal.guidance.PlainCutouts;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.TestDevices;
import io.github.congeal.internal.tensor.nd4j.Transfers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs as they go on a card, made by the CPU with the operations that a card has, against runs as the CPU does them. */
class CardRunTest {
    private static final int STEPS = 4;
    /** More than one chunk, and not a whole number of them. */
    private static final int CUTOUTS = Guidance.CHUNK + 3;

    private record Seen(double[] losses, float[] picture, float[] latent) {}

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void severalStepsAreThoseOfTheCpu(boolean augmented) {
        CutoutMethod method = augmented ? new AugmentedCutouts() : new PlainCutouts();
        Seen[] expected = trace(method, TestDevices.host());
        Seen[] actual = trace(method, TestDevices.nd4j());
        for (int step = 0; step <= STEPS; step++) {
            for (int i = 0; i < expected[step].losses.length; i++) {
                assertThat(actual[step].losses[i]).isCloseTo(expected[step].losses[i], within(1e-4));
            }
        }
        assertMostlyClose(actual[1].latent, expected[1].latent);
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
    @ValueSource(booleans = {false, true})
    void everythingStaysThere(boolean augmented) {
        Settings settings = settings(augmented ? new AugmentedCutouts() : new PlainCutouts());
        StepFixture fixture = StepFixture.load();
        try (Networks networks = fixture.networks(TestDevices.nd4j());
                Run run = new Run(networks, settings, fixture.goals(), new RandomCodes())) {
            run.step();
            for (int i = 0; i < STEPS; i++) {
                long there = Transfers.there();
                long back = Transfers.back();
                run.step();
                assertThat(Transfers.back() - back).as("losses").isEqualTo(run.losses().length);
                int side = networks.clip().resolution();
                long noise = augmented ? CUTOUTS * side * side * 3L : 0;
                long tables = CUTOUTS * (tablesOfCrops(settings, side) + 80);
                assertThat(Transfers.there() - there - noise).as("tables").isBetween(0L, tables);
            }
            long back = Transfers.back();
            run.picture();
            assertThat(Transfers.back() - back)
                    .as("a picture that is asked for")
                    .isEqualTo(48 * 32 * 3);
        }
    }

    /** For rows and columns, the weights of each pixel and where they begin. */
    private static long tablesOfCrops(Settings settings, int side) {
        int widest = Math.min(settings.width(), settings.height());
        return 2L * side * (widest + 3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingIsAllocatedAfterTheFirstStepAndTheRehearsalKnewIt(boolean augmented) {
        Settings settings = settings(augmented ? new AugmentedCutouts() : new PlainCutouts());
        StepFixture fixture = StepFixture.load();
        try (Networks networks = fixture.networks(TestDevices.nd4j());
                Run run = new Run(networks, settings, fixture.goals(), new RandomCodes())) {
            run.step();
            int created = run.arraysCreated();
            for (int i = 0; i < STEPS; i++) {
                run.step();
            }
            assertThat(run.arraysCreated()).isEqualTo(created);
            long rehearsed = MemoryNeed.of(networks, settings).bytes()
                    - networks.bytes()
                    - MemoryNeed.heapBytes(networks, settings);
            // The rehearsal knows nothing of the prompts' few numbers.
            assertThat(run.arrayBytes()).isBetween(rehearsed, rehearsed + 100_000);
        }
    }

    private static Seen[] trace(CutoutMethod method, Device device) {
        StepFixture fixture = StepFixture.load();
        Seen[] seen = new Seen[STEPS + 1];
        try (Networks networks = fixture.networks(device);
                Run run = new Run(networks, settings(method), fixture.goals(), new RandomCodes())) {
            for (int i = 0; i <= STEPS; i++) {
                seen[i] = new Seen(run.losses(), run.values(), run.latent());
                run.step();
            }
        }
        return seen;
    }

    private static Settings settings(CutoutMethod method) {
        return new Settings(48, 32, 5, 0.1, CUTOUTS, method);
    }
}
