package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.control.Control;
import io.github.congeal.control.GradientClip;
import io.github.congeal.control.Motion;
import io.github.congeal.control.Optimizer;
import io.github.congeal.control.Plateau;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.guidance.CutoutMethods;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole runs with each optimiser, and with everything that goes with it. */
class OptimizedRunTest {
    private static final int STEPS = 4;
    private static final Settings PLAIN = Tasks.settings(48, 32, 5, 19);

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

    static List<Settings> settings() {
        Settings all = PLAIN.withText(Control.STEP_SIZE, "0.5")
                .with(Control.EMA, 0.5)
                .with(Control.REDUCE_ON_PLATEAU, Plateau.USUAL.patience(0))
                .with(Control.GRADIENT_CLIP, GradientClip.norm(0.1))
                .with(Control.CLAMP_LATENT, false);
        return List.of(
                PLAIN.with(Control.OPTIMIZER, Optimizer.adam().amsgrad(true).weightDecay(0.1)),
                PLAIN.with(Control.OPTIMIZER, Optimizer.adamW()),
                PLAIN.with(Control.OPTIMIZER, Optimizer.adagrad()),
                PLAIN.with(Control.MOTION, Motion.zoom(1.1).tilt(5, 3).every(3).smoothing(0.5)),
                PLAIN.with(Control.MOTION, Motion.zoom(1.1).turn(2).every(1).of(Motion.Moved.LATENT)),
                all.with(Control.OPTIMIZER, Optimizer.adamax()),
                all.with(Control.OPTIMIZER, Optimizer.diffGrad()),
                all.with(Control.OPTIMIZER, Optimizer.adamP()),
                all.with(Control.OPTIMIZER, Optimizer.rAdam()),
                all.with(Control.OPTIMIZER, Optimizer.rmsProp().centered(true)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void takesTheMemoryThatWasFoundAndGoesOnFromASavedState(Settings settings) {
        Preparation preparation = prepare(settings);
        Map<String, float[]> tensors = new HashMap<>();
        Map<String, Long> numbers = new HashMap<>();
        byte[] expected;
        try (Run run = preparation.newRun()) {
            run.picture();
            float[] first = run.parameters();
            run.step();
            run.picture();
            int created = run.arraysCreated();
            while (run.iteration() < STEPS) {
                if (run.iteration() == 2) {
                    run.state(new SavedStateTest.Written(tensors, numbers));
                }
                run.step();
                run.picture();
            }
            expected = run.picture();
            assertThat(run.parameters()).isNotEqualTo(first);
            assertThat(run.arraysCreated()).isEqualTo(created);
            assertThat(run.arrayBytes()).isEqualTo(preparation.arrayBytes());
        }
        try (Run run = preparation.newRun()) {
            run.state(new SavedStateTest.Read(tensors, numbers));
            run.measure();
            while (run.iteration() < STEPS) {
                run.step();
            }
            assertThat(run.picture()).isEqualTo(expected);
        }
    }

    @Test
    void anAverageThatKeepsNothingShowsTheLatent() {
        assertThat(picture(PLAIN.with(Control.EMA, 0.0))).isEqualTo(picture(PLAIN));
        assertThat(picture(PLAIN.with(Control.EMA, 0.9))).isNotEqualTo(picture(PLAIN));
    }

    @Test
    void aLatentThatIsNotClampedLeavesTheCodebooksRange() {
        Settings far = PLAIN.withText(Control.STEP_SIZE, "2");
        assertThat(outside(far)).isZero();
        assertThat(outside(far.with(Control.CLAMP_LATENT, false))).isPositive();
    }

    private static long outside(Settings settings) {
        float[] least = networks.vqgan().quantizer().minimum();
        float[] most = networks.vqgan().quantizer().maximum();
        try (Run run = prepare(settings).newRun()) {
            run.step();
            float[] latent = run.parameters();
            long outside = 0;
            for (int i = 0; i < latent.length; i++) {
                int channel = i % least.length;
                outside += latent[i] < least[channel] || latent[i] > most[channel] ? 1 : 0;
            }
            return outside;
        }
    }

    private static byte[] picture(Settings settings) {
        try (Run run = prepare(settings).newRun()) {
            while (run.iteration() < STEPS) {
                run.step();
                run.picture();
            }
            return run.picture();
        }
    }

    private static Preparation prepare(Settings settings) {
        return Tasks.prepare(
                networks,
                settings,
                goals,
                new RandomCodes(),
                CutoutMethods.of(io.github.congeal.control.CutoutMethod.AUGMENTED, 1));
    }
}
