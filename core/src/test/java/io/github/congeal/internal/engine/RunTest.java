package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.internal.guidance.AugmentedCutouts;
import io.github.congeal.internal.guidance.PlainCutouts;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RunTest {
    private static final int STEPS = 3;
    /** More than one chunk, and not a whole number of them. */
    private static final int CUTOUTS = Guidance.CHUNK + 3;

    private static Networks networks;
    private static List<Goal> goals;

    @BeforeAll
    static void load() {
        StepFixture fixture = StepFixture.load();
        networks = fixture.networks();
        goals = fixture.goals();
    }

    @AfterAll
    static void close() {
        networks.close();
    }

    @Test
    void nothingIsAllocatedAfterTheFirstStep() {
        try (Run run = new Run(networks, settings(1), goals, new RandomCodes())) {
            run.step();
            int created = run.arraysCreated();
            for (int i = 0; i < STEPS; i++) {
                run.step();
            }
            assertThat(run.arraysCreated()).isEqualTo(created).isPositive();
        }
    }

    @Test
    void takesTheMemoryThatTheRehearsalFound() {
        Settings settings = settings(1);
        try (Run run = new Run(networks, settings, goals, new RandomCodes())) {
            run.step();
            long arrays = MemoryNeed.of(networks, settings).bytes()
                    - networks.bytes()
                    - MemoryNeed.heapBytes(networks, settings);
            assertThat(run.arrayBytes()).isEqualTo(arrays);
        }
    }

    @Test
    void theSameSeedGivesTheSamePixelsAndLosses() throws Exception {
        assertThat(trace(settings(5))).isEqualTo(trace(settings(5)));
        assertThat(trace(settings(5))).isNotEqualTo(trace(settings(6)));
    }

    @Test
    void twoRunsAtOnceDoNotDisturbEachOther() throws Exception {
        String five = trace(settings(5));
        String six = trace(settings(6));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<String>> both = List.of(() -> trace(settings(5)), () -> trace(settings(6)));
            List<String> together = new ArrayList<>();
            for (Future<String> one : threads.invokeAll(both)) {
                together.add(one.get());
            }
            assertThat(together).containsExactly(five, six);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void theLossFallsFromTheStart() {
        try (Run run = new Run(networks, settings(2), goals.subList(0, 1), new RandomCodes())) {
            double first = run.losses()[0];
            for (int i = 0; i < 20; i++) {
                run.step();
            }
            assertThat(run.losses()[0]).isLessThan(first);
        }
    }

    @Test
    void aTargetPullsThePictureTowardsIt() {
        BufferedImage image = new BufferedImage(90, 60, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 90; x++) {
            for (int y = 0; y < 60; y++) {
                image.setRGB(x, y, x * 2 << 16 | y * 4);
            }
        }
        Settings settings = new Settings(48, 32, 3, 0.1, 4, new PlainCutouts());
        List<Goal> target = List.of(new TargetGoal(image, 1, Double.NEGATIVE_INFINITY));
        try (Run run = new Run(networks, settings, target, new RandomCodes());
                Run encoded = new Run(networks, settings, target, new EncodedImage(image))) {
            double first = run.losses()[0];
            for (int i = 0; i < 20; i++) {
                run.step();
            }
            assertThat(run.losses()[0]).isLessThan(first);
            assertThat(encoded.picture()).hasSize(48 * 32 * 3).isNotEqualTo(run.picture());
        }
    }

    @Test
    void anInterruptEndsARunWithinAStep() {
        try (Run run = new Run(networks, settings(1), goals, new RandomCodes())) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(run::step).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).as("the flag is still set").isTrue();
        }
    }

    private static Settings settings(long seed) {
        return new Settings(48, 32, seed, 0.1, CUTOUTS, new AugmentedCutouts());
    }

    /** Everything that can be seen of a few steps. */
    private static String trace(Settings settings) {
        StringBuilder trace = new StringBuilder();
        try (Run run = new Run(networks, settings, goals, new RandomCodes())) {
            for (int i = 0; i <= STEPS; i++) {
                trace.append(Arrays.toString(run.losses())).append(Arrays.hashCode(run.picture()));
                run.step();
            }
        }
        return trace.toString();
    }
}
