package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.control.Control;
import io.github.congeal.control.MemoryPlan;
import io.github.congeal.control.NoisePrompt;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Start;
import io.github.congeal.control.Story;
import io.github.congeal.internal.clip.Clip;
import io.github.congeal.internal.guidance.Weighting;
import io.github.congeal.model.Model;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Several CLIPs, regions and noise prompts in runs. */
class ClipTermsTest {
    private static final Weighting ONE = Weighting.constant(1, Double.NEGATIVE_INFINITY);

    @Test
    void theSameClipTwiceIsOne() {
        StepFixture fixture = StepFixture.load();
        Settings settings = Tasks.settings(48, 32, 3, 6);
        try (Networks networks = fixture.networks()) {
            Networks twice = networks.with(
                    new Networks(null, networks.clip(), networks.tokenizer(), networks.defaults(), List.of()), 1);
            try (Run one = run(networks, settings, fixture);
                    Run two = run(twice, settings, fixture)) {
                int prompts = one.losses().length;
                for (int i = 0; i < prompts; i++) {
                    assertThat(two.losses()[i]).isCloseTo(one.losses()[i] / 2, within(1e-9));
                    assertThat(two.losses()[prompts + i]).isEqualTo(two.losses()[i]);
                }
                one.step();
                two.step();
                float[] expected = one.parameters();
                float[] actual = two.parameters();
                int elsewhere = 0;
                for (int i = 0; i < expected.length; i++) {
                    elsewhere += Math.abs(actual[i] - expected[i]) > 1e-4 ? 1 : 0;
                }
                // Adam's first step is as long where the gradient is almost nothing.
                assertThat((double) elsewhere / expected.length).isLessThan(0.005);
            }
        }
    }

    /** Both draw the same cutouts. */
    private static Run run(Networks networks, Settings settings, StepFixture fixture) {
        Draws draws = Draws.of(3);
        return Tasks.prepare(networks, settings, fixture.goals(), new RandomCodes(), fixture.cutouts())
                .newRun((step, who) -> draws.random(step, who.replace(" of CLIP 2", "")), phase -> {});
    }

    @Test
    void everythingTogetherTakesNoArrayAfterTheFirstStep() {
        Networks bundled = Networks.of(Model.bundled());
        Networks twice = bundled.with(
                new Networks(null, bundled.clip(), bundled.tokenizer(), bundled.defaults(), List.of()), 0.5);
        for (int cutouts : new int[] {1, 7, 40}) {
            Settings settings = Defaults.complete(
                    Settings.EMPTY
                            .withText(Control.SIZE, "96x64")
                            .with(Control.SEED, 5L)
                            .with(Control.ITERATIONS, 4)
                            .with(Control.CUTOUTS, cutouts)
                            .with(Control.START, Start.RANDOM)
                            .with(Control.MEMORY_PLAN, new MemoryPlan(3, 0))
                            .with(Control.PROMPTS, Prompt.parse("a red apple | the sea@bottom | a moon@middle"))
                            .with(Control.STORY, Story.parse("a forest || a city@left"))
                            .with(Control.NOISE_PROMPTS, List.of(new NoisePrompt(9, Schedule.parse("0: 1 | 4: 0")))),
                    twice);
            Preparation preparation = Preparation.of(twice, settings);
            try (Run run = preparation.newRun()) {
                run.step();
                int created = run.arraysCreated();
                run.step();
                run.step();
                assertThat(run.arraysCreated()).isEqualTo(created);
                assertThat(run.arrayBytes()).isEqualTo(preparation.arrayBytes());
                assertThat(run.lossNames()).contains("noise 9 (CLIP 2)", "a city@left (CLIP 1)");
            }
        }
    }

    @Test
    void aNoisePromptIsADirectionOfNormalNumbersThatOnlyItsSeedDecides() {
        Clip clip = Networks.of(Model.bundled()).clip();
        float[] nine = direction(9, clip, 1);
        assertThat(nine).isEqualTo(direction(9, clip, 2)).isNotEqualTo(direction(10, clip, 1));
        double[] all = new double[50 * nine.length];
        for (int seed = 0; seed < 50; seed++) {
            float[] one = direction(seed, clip, 1);
            for (int i = 0; i < one.length; i++) {
                all[seed * one.length + i] = one[i];
            }
        }
        double mean = Arrays.stream(all).average().orElseThrow();
        double variance = Arrays.stream(all).map(x -> x * x).average().orElseThrow();
        double within1 = Arrays.stream(all).filter(x -> Math.abs(x) < 1).count() / (double) all.length;
        assertThat(mean).isCloseTo(0, within(0.03));
        assertThat(variance).isCloseTo(1, within(0.05));
        assertThat(within1).isCloseTo(0.6827, within(0.02));
    }

    private static float[] direction(long seed, Clip clip, long ofRun) {
        return new NoiseGoal(seed, ONE)
                .embed(clip, null, Settings.EMPTY, new MemoryPlan(1, 0), new SplittableRandom(ofRun), null);
    }
}
