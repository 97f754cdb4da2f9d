package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.control.Augmentation;
import io.github.congeal.control.Control;
import io.github.congeal.control.MemoryPlan;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.guidance.CutoutMethods;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs with each cutout method and each augmentation: they keep to their memory, and to their seed. */
class CutoutsRunTest {
    private static StepFixture fixture;
    private static Networks networks;

    @BeforeAll
    static void load() {
        fixture = StepFixture.load();
        networks = fixture.networks();
    }

    @AfterAll
    static void close() {
        networks.close();
    }

    private static Settings settings() {
        return Tasks.settings(64, 48, 3, 7).with(Control.ITERATIONS, 4).with(Control.MEMORY_PLAN, new MemoryPlan(3, 0));
    }

    private static float[] run(Settings settings) {
        try (Run run = Tasks.prepare(networks, settings, fixture.goals(), new RandomCodes(), CutoutMethods.of(settings))
                .newRun()) {
            run.step();
            int created = run.arraysCreated();
            for (int i = 1; i < 4; i++) {
                run.step();
            }
            assertThat(run.arraysCreated()).isEqualTo(created);
            return run.values();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain(power=0: 1 | 50%: 3, smallest=8, aspect=false)",
                "updated",
                "nr-updated",
                "updated-pooling",
                "latest(aspect=true)",
                "pixray",
                "pixray(zoom=0, aspect=false)",
                "pytti(padding=0.5)"
            })
    void methodsKeepToTheirMemoryAndTheirSeed(String method) {
        Settings settings = settings().withText(Control.CUTOUT_METHOD, method);
        float[] values = run(settings);
        assertThat(run(settings)).containsExactly(values);
        assertThat(run(settings.with(Control.SEED, 4L))).isNotEqualTo(values);
        assertThat(values).isNotEqualTo(run(settings()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "flip | sharpness | noise(least=0.1, most=0.2, probability=0.5)",
                "elastic(kernel=7, sigma=3, alpha=2) | thin-plate-spline | crop",
                "affine(shear=5, outside=grey) | rotation | perspective(outside=edge) | resized-crop(probability=1)",
                "color-jitter | erasing(together=true) | color-jitter(hue=0.5)",
                "nerdyrodent | spanish"
            })
    void augmentationsTakeThePlaceOfTheMethodsOwn(String augmentations) {
        List<Augmentation> words = Control.AUGMENTATIONS.read(augmentations);
        Settings settings = settings().with(Control.AUGMENTATIONS, words);
        float[] values = run(settings);
        assertThat(run(settings)).containsExactly(values);
        assertThat(values).isNotEqualTo(run(settings()));
    }

    @Test
    void theSetOfAMethodIsTheMethodsOwn() {
        Settings said = settings().withText(Control.AUGMENTATIONS, "spanish");
        assertThat(run(said)).containsExactly(run(settings()));
    }

    @Test
    void aShareOfTheCutoutsIsLookedAt() {
        Settings changing = settings().with(Control.CUTOUT_SHARE, Schedule.parse("0: 0.2 | 3: 1"));
        float[] values = run(changing);
        assertThat(run(changing)).containsExactly(values);
        Settings half = settings().with(Control.CUTOUTS, 8).with(Control.CUTOUT_SHARE, Schedule.constant(0.5));
        assertThat(run(half)).containsExactly(run(settings().with(Control.CUTOUTS, 4)));
    }

    @Test
    void memoryIsPlannedForTheMostCutoutsThatThereAre() {
        Settings few = settings().without(Control.MEMORY_PLAN).with(Control.CUTOUTS, 4);
        Settings share = few.with(Control.CUTOUTS, 40).with(Control.CUTOUT_SHARE, Schedule.constant(0.1));
        assertThat(bytes(share)).isEqualTo(bytes(few));
        assertThat(bytes(share.with(Control.CUTOUT_SHARE, Schedule.parse("0: 0.1 | 100%: 1"))))
                .isEqualTo(bytes(few.with(Control.CUTOUTS, 40)));
    }

    private static long bytes(Settings settings) {
        return Tasks.prepare(networks, settings, fixture.goals(), new RandomCodes(), CutoutMethods.of(settings))
                .bytes();
    }
}
