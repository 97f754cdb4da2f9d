package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.control.Control;
import io.github.congeal.control.ImageSource;
import io.github.congeal.control.Mask;
import io.github.congeal.control.MseRegularization;
import io.github.congeal.control.MseRegularization.Towards;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.guidance.CutoutMethods;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs that are held near their beginning, or near zero. */
class AnchoredRunTest {
    private static final Settings SETTINGS =
            Tasks.settings(48, 32, 1, 2).with(Control.ITERATIONS, 100).with(Control.STEP_SIZE, Schedule.constant(0.05));

    private final StepFixture fixture = StepFixture.load();

    @Test
    void theLatentsLossIsHalfTheWeightedMeanSquareOfItsWay() {
        Settings settings = SETTINGS.with(Control.INIT_WEIGHT, Schedule.parse("0: 8 | 2: 4"));
        try (Networks networks = fixture.networks();
                Run run = run(networks, settings, fixture.goals())) {
            float[] first = run.parameters();
            int own = fixture.goals().size();
            assertThat(run.losses()[own]).isZero();
            run.step();
            assertThat(run.losses()[own]).isCloseTo(6 / 2.0 * meanSquare(run.parameters(), first), within(1e-5));
            run.step();
            run.step();
            assertThat(run.losses()[own]).isCloseTo(4 / 2.0 * meanSquare(run.parameters(), first), within(1e-5));
        }
    }

    @Test
    void thePicturesLossIsThatOfItsValues() {
        Settings settings = SETTINGS.with(Control.INIT_PICTURE_WEIGHT, Schedule.constant(10));
        try (Networks networks = fixture.networks();
                Run run = run(networks, settings, fixture.goals())) {
            float[] first = run.values();
            run.step();
            run.step();
            assertThat(run.losses()[fixture.goals().size()])
                    .isCloseTo(10 / 2.0 * meanSquare(run.values(), first), within(1e-5));
        }
    }

    @Test
    void theMoreWeightTheNearerItStays() {
        try (Networks networks = fixture.networks()) {
            double[] ways = new double[3];
            double[] weights = {0, 30, 3000};
            for (int i = 0; i < ways.length; i++) {
                Settings settings = SETTINGS.with(Control.INIT_WEIGHT, Schedule.constant(weights[i]));
                try (Run run = run(networks, settings, fixture.goals())) {
                    float[] first = run.parameters();
                    for (int step = 0; step < 8; step++) {
                        run.step();
                    }
                    ways[i] = meanSquare(run.parameters(), first);
                }
            }
            assertThat(ways[1]).isLessThan(ways[0]);
            assertThat(ways[2]).isLessThan(ways[1] / 2);
        }
    }

    @Test
    void theMseMethodDrawsTheLatentToZeroAndBeginsTheOptimiserAnew() {
        Settings settings =
                SETTINGS.with(Control.MSE_REGULARIZATION, new MseRegularization(1.5, 2, 3, Towards.ZERO, false));
        try (Networks networks = fixture.networks();
                Run run = run(networks, settings, List.of())) {
            double before = meanSquare(run.parameters(), new float[run.parameters().length]);
            assertThat(run.losses()[0]).isCloseTo(1.5 / 2 * before, within(1e-4));
            for (int step = 1; step <= 8; step++) {
                run.step();
                double now = meanSquare(run.parameters(), new float[run.parameters().length]);
                double weight = step <= 2 ? 1.5 : step <= 4 ? 1 : step <= 6 ? 0.5 : 0;
                assertThat(run.losses()[0]).as("step %d", step).isCloseTo(weight / 2 * now, within(1e-4));
                Map<String, Long> numbers = new HashMap<>();
                run.state(new SavedStateTest.Written(new HashMap<>(), numbers));
                // Restarted after steps 3, 5 and 7.
                assertThat(numbers.get("optimizer.steps")).isEqualTo(step < 3 ? step : step == 8 ? 1 : (step - 1) % 2);
                if (step < 7) {
                    assertThat(now).isLessThan(before);
                }
                before = now;
            }
        }
    }

    @Test
    void aQuantisedTargetIsTheCodesOfTheLatentWhenTheWeightFell() {
        MseRegularization method = new MseRegularization(3, 2, 3, Towards.START, true);
        try (Networks networks = fixture.networks();
                Run run = run(networks, SETTINGS.with(Control.MSE_REGULARIZATION, method), fixture.goals())) {
            run.step();
            run.step();
            run.step();
            Map<String, float[]> tensors = new HashMap<>();
            run.state(new SavedStateTest.Written(tensors, new HashMap<>()));
            float[] place = tensors.entrySet().stream()
                    .filter(entry -> entry.getKey().endsWith("place"))
                    .findFirst()
                    .orElseThrow()
                    .getValue();
            assertThat(place).isNotEqualTo(run.parameters());
            assertThat(run.losses()[fixture.goals().size()])
                    .isCloseTo(2 / 2.0 * meanSquare(run.parameters(), place), within(1e-5));
        }
    }

    @Test
    void aSavedRunGoesOnToTheVeryPixelsAndTakesNoMoreMemory() {
        BufferedImage image = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
        image.setRGB(20, 20, 0xffffff);
        Settings settings = SETTINGS.with(Control.INIT_WEIGHT, Schedule.constant(2))
                .with(Control.INIT_PICTURE_WEIGHT, Schedule.constant(2))
                .with(Control.MSE_REGULARIZATION, new MseRegularization(1.5, 1, 2, Towards.START, true))
                .with(Control.INITIAL_IMAGE, ImageSource.of(image))
                .with(Control.MASK, new Mask.Ellipse(0, 0, 1, 1));
        Map<String, float[]> tensors = new HashMap<>();
        Map<String, Long> numbers = new HashMap<>();
        try (Networks networks = fixture.networks()) {
            Preparation preparation = Tasks.prepare(
                    networks,
                    settings,
                    fixture.goals(),
                    new EncodedImage(image),
                    CutoutMethods.of(io.github.congeal.control.CutoutMethod.PLAIN, 100));
            byte[] expected;
            try (Run run = preparation.newRun()) {
                run.step();
                int created = run.arraysCreated();
                run.state(new SavedStateTest.Written(tensors, numbers));
                run.step();
                run.step();
                expected = run.picture();
                assertThat(run.arraysCreated()).isEqualTo(created);
                assertThat((double) run.arrayBytes())
                        .isCloseTo(preparation.arrayBytes(), within(0.1 * run.arrayBytes()));
            }
            try (Run run = preparation.newRun()) {
                run.state(new SavedStateTest.Read(tensors, numbers));
                run.measure();
                run.step();
                run.step();
                assertThat(run.picture()).isEqualTo(expected);
            }
        }
    }

    private static Run run(Networks networks, Settings settings, List<Goal> goals) {
        return Tasks.prepare(
                        networks,
                        settings,
                        goals,
                        new RandomCodes(),
                        CutoutMethods.of(io.github.congeal.control.CutoutMethod.PLAIN, 100))
                .newRun();
    }

    private static double meanSquare(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.pow(a[i] - b[i], 2);
        }
        return sum / a.length;
    }
}
