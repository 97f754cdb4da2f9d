package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.control.Settings;
import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.guidance.CutoutMethod;
import io.github.congeal.internal.guidance.CutoutMethods;
import io.github.congeal.internal.guidance.Weighting;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Runs with the random numbers of version 0.1's first engine, against the losses and pictures that it made of them. They
 * were equal to the last bit on the machine where they were stored; other processors add up in another order.
 */
class OldDrawsTest {
    private static final String FILE = "old-engine.safetensors";
    private static final int STEPS = 3;

    @Test
    void augmentedCutoutsOfRandomCodes() throws IOException {
        assertAsBefore(
                "augmented",
                Tasks.settings(48, 32, 5, 19),
                CutoutMethods.of(io.github.congeal.control.CutoutMethod.AUGMENTED, 1),
                new RandomCodes());
    }

    @Test
    void plainCutoutsOfAPicture() throws IOException {
        assertAsBefore(
                "plain",
                Tasks.settings(64, 48, 9, 8),
                CutoutMethods.of(io.github.congeal.control.CutoutMethod.PLAIN, 1),
                new EncodedImage(image()));
    }

    @Test
    void augmentedCutoutsOfAPlainGround() throws IOException {
        assertAsBefore(
                "ground",
                Tasks.settings(48, 48, 7, 8),
                CutoutMethods.of(io.github.congeal.control.CutoutMethod.AUGMENTED, 1),
                new PlainGround(0.75, 0.05));
    }

    private static void assertAsBefore(String name, Settings settings, CutoutMethod cutouts, Start start)
            throws IOException {
        Checkpoint old = stored();
        StepFixture fixture = StepFixture.load();
        List<Goal> goals = new ArrayList<>(fixture.goals());
        goals.add(new TargetGoal("target", image(), Weighting.constant(0.5, Double.NEGATIVE_INFINITY)));
        long seed = settings.get(io.github.congeal.control.Control.SEED);
        try (Networks networks = fixture.networks();
                Run run =
                        Tasks.prepare(networks, settings, goals, start, cutouts).newRun(oldDraws(seed), phase -> {})) {
            for (int step = 0; step <= STEPS; step++) {
                float[] losses = old.read(name + ".losses." + step);
                for (int i = 0; i < goals.size(); i++) {
                    double expected = losses[2 * i] + (double) losses[2 * i + 1];
                    assertThat(run.losses()[i]).isCloseTo(expected, within(1e-3));
                }
                if (step < STEPS) {
                    run.step();
                }
            }
            assertClose(run.values(), old.read(name + ".picture"));
            assertClose(run.parameters(), old.read(name + ".latent"));
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.api.Assertions.within(exactly() ? 1e-14 : offset);
    }

    private static void assertClose(float[] actual, float[] expected) {
        if (exactly()) {
            assertThat(actual).isEqualTo(expected);
            return;
        }
        // Adam moves a number by its full length even where rounding decides the direction.
        int elsewhere = 0;
        for (int i = 0; i < expected.length; i++) {
            elsewhere += Math.abs(actual[i] - expected[i]) > 0.02 ? 1 : 0;
        }
        assertThat((double) elsewhere / expected.length).isLessThan(0.02);
    }

    /** Whether to the last bit, up to how losses are stored as pairs of floats: on the machine where that was done. */
    private static boolean exactly() {
        return Boolean.getBoolean("congeal.test.exact");
    }

    /** One generator for all that is drawn in a step, in the order in which it is drawn. */
    private static Draws oldDraws(long seed) {
        Map<Integer, RandomGenerator> ofStep = new HashMap<>();
        return (step, who) ->
                ofStep.computeIfAbsent(step, number -> new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number));
    }

    private static Checkpoint stored() throws IOException {
        try (InputStream in = OldDrawsTest.class.getResourceAsStream(FILE)) {
            return SafetensorsReader.read(in, FILE);
        }
    }

    private static BufferedImage image() {
        BufferedImage image = new BufferedImage(90, 60, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 90; x++) {
            for (int y = 0; y < 60; y++) {
                image.setRGB(x, y, x * 2 << 16 | y * 4);
            }
        }
        return image;
    }
}
