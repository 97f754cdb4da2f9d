package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One whole step against taming-transformers, kornia, OpenAI's CLIP and torch's Adam. */
class WholeStepTest {
    private static final double TOLERANCE = 1e-4;

    private final StepFixture fixture = StepFixture.load();

    @Test
    void thePictureTheLossesAndTheLatentAfterwardsAreTheReferences() {
        long[] latentShape = fixture.shape("z");
        long[] pictureShape = fixture.shape("picture");
        Settings settings = new Settings(
                (int) pictureShape[1],
                (int) pictureShape[0],
                1,
                0.1,
                (int) fixture.shape("windows")[0],
                fixture.cutouts());
        assertThat(latentShape).startsWith(pictureShape[0] / 4, pictureShape[1] / 4);
        Start start = (vqgan, width, height, random, tape) -> fixture.get("z");
        try (Networks networks = fixture.networks();
                Run run = new Run(networks, settings, fixture.goals(), start)) {
            run.step();
            float[] before = fixture.get("z");
            float[] after = fixture.get("zAfter");
            assertClose("picture", run.firstPicture(), fixture.get("picture"));
        }
    }
}
