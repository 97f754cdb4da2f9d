package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.control.Control;
import io.github.congeal.control.ImageSource;
import io.github.congeal.control.Mask;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.guidance.CutoutMethods;
import io.github.congeal.internal.guidance.PictureSize;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Runs on a masked canvas: memory, and what the feather leaves. */
class MaskedCanvasTest {
    @Test
    void theEstimateHoldsAndNoArrayIsTakenAfterTheFirstStep() throws IOException {
        StepFixture fixture = StepFixture.load();
        BufferedImage image = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
        Settings settings = Tasks.settings(48, 32, 1, 4)
                .with(Control.INITIAL_IMAGE, ImageSource.of(image))
                .with(Control.MASK, new Mask.Ellipse(0, 0, 0.5, 1));
        try (Networks networks = fixture.networks()) {
            Preparation preparation = Tasks.prepare(
                    networks,
                    settings,
                    fixture.goals(),
                    new EncodedImage(image),
                    CutoutMethods.of(io.github.congeal.control.CutoutMethod.PLAIN, 100));
            try (Run run = preparation.newRun()) {
                run.step();
                int created = run.arraysCreated();
                run.step();
                run.step();
                assertThat(run.arraysCreated()).isEqualTo(created);
                assertThat((double) run.arrayBytes())
                        .isCloseTo(preparation.arrayBytes(), within(0.1 * run.arrayBytes()));
            }
        }
    }

    @Test
    void aFeatherComesInFromTheEdgeOnly() {
        PictureSize size = new PictureSize(9, 3);
        float[] mask = new float[27];
        for (int i = 0; i < 27; i++) {
            mask[i] = i % 9 >= 3 ? 1 : 0;
        }
        float[] soft = new Feather(3).of(mask, size);
        assertThat(soft[9 + 2]).isZero();
        assertThat(soft[9 + 4]).isCloseTo(0.5f, within(1e-6f));
        assertThat(soft[9 + 3] + soft[9 + 5]).isCloseTo(1, within(1e-6f));
        assertThat(soft[9 + 6]).isEqualTo(1);
        assertThat(soft[9 + 8]).isEqualTo(1);
        assertThat(soft[4]).isEqualTo(soft[9 + 4]).isEqualTo(soft[18 + 4]);
    }
}
