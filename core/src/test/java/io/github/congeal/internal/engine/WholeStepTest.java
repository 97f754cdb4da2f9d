package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.control.Settings;
import io.github.congeal.internal.tensor.Device;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One whole step against taming-transformers, kornia, OpenAI's CLIP and torch's Adam, on every device. */
class WholeStepTest {
    private static final double TOLERANCE = 1e-4;

    private final StepFixture fixture = StepFixture.load();

    @ParameterizedTest
    @MethodSource("io.github.congeal.internal.tensor.TestDevices#all")
    void thePictureTheLossesAndTheLatentAfterwardsAreTheReferences(Device device) {
        long[] pictureShape = fixture.shape("picture");
        Settings settings =
                Tasks.settings((int) pictureShape[1], (int) pictureShape[0], 1, (int) fixture.shape("windows")[0]);
        float[] latent = fixture.get("z");
        Start start = (canvas, random) -> canvas.parameters().write(0, latent, 0, latent.length);
        try (Networks networks = fixture.networks(device);
                Run run = Tasks.prepare(networks, settings, fixture.goals(), start, fixture.cutouts())
                        .newRun()) {
            assertClose("picture", run.values(), fixture.get("picture"));
            assertClose("losses", floats(run.losses()), fixture.get("losses"));

            run.step();

            assertClose("latent", run.parameters(), fixture.get("zAfter"));
        }
    }

    private static float[] floats(double[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }

    /** Within the tolerance of the largest value: single numbers near zero are differences of large ones. */
    private static void assertClose(String what, float[] actual, float[] expected) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        double scale = 0;
        for (float value : expected) {
            scale = Math.max(scale, Math.abs(value));
        }
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(actual[i] - expected[i]) <= TOLERANCE * scale)) {
                wrong.add("%d: %s instead of %s".formatted(i, actual[i], expected[i]));
            }
        }
        assertThat(wrong).as(what).isEmpty();
    }
}
