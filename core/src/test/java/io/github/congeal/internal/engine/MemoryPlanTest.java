package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.guidance.AugmentedCutouts;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MemoryPlanTest {
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
    void takesTheFastestPlanWhereThereIsRoom() {
        assertThat(MemoryPlan.of(networks, settings(Long.MAX_VALUE))).isEqualTo(new MemoryPlan(Guidance.CHUNK, 0));
    }

    @Test
    void aRunKeepsToItsLimit() {
        for (long limit = most(); limit > least(); limit -= (most() - least()) / 4) {
            Settings settings = settings(limit);
            assertThat(MemoryNeed.of(networks, settings).bytes()).isLessThanOrEqualTo(limit);
            try (Run run = new Run(networks, settings, goals, new RandomCodes())) {
                run.step();
                long beside = networks.bytes() + MemoryNeed.heapBytes(networks, settings);
                assertThat(run.arrayBytes() + beside)
                        .isEqualTo(MemoryNeed.of(networks, settings).bytes());
            }
        }
    }

    @Test
    void lessMemoryMakesTheSamePicture() {
        assertThat(least()).isLessThan(most());
        try (Run fast = new Run(networks, settings(most()), goals, new RandomCodes());
                Run small = new Run(networks, settings(least()), goals, new RandomCodes())) {
            fast.step();
            small.step();
            for (int i = 0; i < goals.size(); i++) {
                assertThat(small.losses()[i]).isCloseTo(fast.losses()[i], within(1e-4));
            }
            float[] expected = fast.values();
            float[] found = small.values();
            for (int i = 0; i < expected.length; i++) {
                assertThat(found[i]).isCloseTo(expected[i], within(1e-2f));
            }
        }
    }

    @Test
    void whatCannotFitIsRefusedWithTheSizeThatWould() {
        long need = MemoryNeed.of(networks, settings(least())).bytes();
        Settings large = new Settings(480, 320, 1, 0.1, Guidance.CHUNK, new AugmentedCutouts(), need);
        assertThatThrownBy(() -> MemoryNeed.of(networks, large).requireAvailable())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("480x320")
                .hasMessageMatching(".*give at most \\d+x\\d+.*");
    }

    @Test
    void whereNoSizeFitsAnotherModelIsAdvised() {
        assertThatThrownBy(() -> MemoryNeed.of(networks, settings(1)).requireAvailable())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("but there are 0.0 GB: no size would fit, so take a smaller model");
    }

    private static long most() {
        return MemoryNeed.of(networks, settings(Long.MAX_VALUE)).bytes();
    }

    private static long least() {
        return MemoryNeed.of(networks, settings(1)).bytes();
    }

    private static Settings settings(long memoryLimit) {
        return new Settings(96, 64, 1, 0.1, Guidance.CHUNK, new AugmentedCutouts(), memoryLimit);
    }
}
