package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.control.Control;
import io.github.congeal.control.MemoryPlan;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.guidance.CutoutMethods;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.MemoryTradeOff;
import io.github.congeal.internal.tensor.Processor;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MemoryPlannerTest {
    private static final MemoryTradeOff HOST = Devices.of(Processor.CPU).memoryTradeOff();
    private static final MemoryTradeOff GPU = new MemoryTradeOff(64, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 0);
    private static final int CHUNK = HOST.chunk();

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
        assertThat(plan(Long.MAX_VALUE, CHUNK).plan()).isEqualTo(new MemoryPlan(CHUNK, 0));
        assertThat(plan(Long.MAX_VALUE, 100).plan()).isEqualTo(new MemoryPlan(CHUNK, 0));
        assertThat(plan(Long.MAX_VALUE, 1).plan()).isEqualTo(new MemoryPlan(1, 0));
    }

    @Test
    void aGpuTakesLargerChunksWhereTheyFit() {
        MemoryPlanner planner = planner(100, GPU);
        assertThat(planner.best(Long.MAX_VALUE).plan()).isEqualTo(new MemoryPlan(64, 0));
        long half = planner.dryRun(new MemoryPlan(32, 0)).bytes();
        assertThat(planner.best(half).plan()).isEqualTo(new MemoryPlan(32, 0));
    }

    @Test
    void theLastBlocksAreSparedCheckpointingWhereThereIsRoom() {
        // Whatever checkpointing saves is worth it.
        MemoryPlanner planner =
                planner(CHUNK, new MemoryTradeOff(CHUNK, Long.MAX_VALUE, Long.MAX_VALUE, 0, 1_000_000_000));
        DryRun best = planner.best(Long.MAX_VALUE);
        assertThat(best.plan().checkpointed()).isPositive();
        assertThat(best.spared()).isEqualTo(2);
        DryRun plain = planner.dryRun(best.plan());
        assertThat(planner.sparing(best.plan(), plain.bytes() - 1).spared()).isZero();
        assertThat(planner.sparing(new MemoryPlan(CHUNK, 0), Long.MAX_VALUE).spared())
                .isZero();
    }

    @Test
    void aRunKeepsToItsLimit() {
        for (long limit = most(); limit > least(); limit -= (most() - least()) / 4) {
            Preparation preparation = prepare(settings().with(Control.MEMORY_LIMIT, limit));
            assertThat(preparation.bytes()).isLessThanOrEqualTo(limit);
            try (Run run = preparation.newRun()) {
                run.step();
                assertThat(run.arrayBytes()).isEqualTo(preparation.arrayBytes());
            }
        }
    }

    @Test
    void aGivenPlanIsKept() {
        MemoryPlan given = new MemoryPlan(3, 1);
        assertThat(prepare(settings().with(Control.MEMORY_PLAN, given)).plan()).isEqualTo(given);
    }

    @Test
    void lessMemoryMakesTheSamePicture() {
        assertThat(least()).isLessThan(most());
        try (Run fast = prepare(settings().with(Control.MEMORY_LIMIT, most())).newRun();
                Run small =
                        prepare(settings().with(Control.MEMORY_LIMIT, least())).newRun()) {
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
        Settings large = Tasks.settings(480, 320, 1, CHUNK).with(Control.MEMORY_LIMIT, least());
        assertThatThrownBy(() -> prepare(large))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("480x320")
                .hasMessageMatching(".*give at most \\d+x\\d+.*");
    }

    @Test
    void aRefusalTellsTheNeedFromTheLimit() {
        long justTooLittle = least() - 1_000_000;
        assertThatThrownBy(() -> prepare(settings().with(Control.MEMORY_LIMIT, justTooLittle)))
                .hasMessageMatching(".*needs [\\d,]+ MB of memory, but there are [\\d,]+ MB: .*");
    }

    @Test
    void whereTheLimitAllowsNoSizeAHigherOneIsAdvised() {
        assertThatThrownBy(() -> prepare(settings().with(Control.MEMORY_LIMIT, 1L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        ".* but there are 0.0 GB: even the smallest size needs \\d+ MB, so raise memory-limit");
    }

    @Test
    void whereTheShapeIsTheCauseAnotherIsAdvised() {
        assertThatThrownBy(() -> prepare(Tasks.settings(99_999_984, 32, 1, CHUNK)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("no size of this shape would fit, so give one whose sides differ less");
    }

    private static long most() {
        return plan(Long.MAX_VALUE, CHUNK).bytes();
    }

    private static long least() {
        return plan(1, CHUNK).bytes();
    }

    private static DryRun plan(long limit, int cutouts) {
        return planner(cutouts, HOST).best(limit);
    }

    private static MemoryPlanner planner(int cutouts, MemoryTradeOff memoryTradeOff) {
        return new MemoryPlanner(
                networks,
                settings().with(Control.CUTOUTS, cutouts),
                new Task(
                        goals,
                        new RandomCodes(),
                        CutoutMethods.of(io.github.congeal.control.CutoutMethod.AUGMENTED, 1),
                        List.of()),
                memoryTradeOff);
    }

    private static Preparation prepare(Settings settings) {
        return Tasks.prepare(
                networks,
                settings,
                goals,
                new RandomCodes(),
                CutoutMethods.of(io.github.congeal.control.CutoutMethod.AUGMENTED, 1));
    }

    private static Settings settings() {
        return Tasks.settings(96, 64, 1, CHUNK);
    }
}
