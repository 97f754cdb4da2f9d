package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.control.Control;
import io.github.congeal.control.CutoutMethod;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.internal.guidance.Phase;
import io.github.congeal.model.Model;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstPictureTest {
    private final Settings settings = Settings.EMPTY
            .with(Control.PROMPTS, List.of(Prompt.of("a red apple")))
            .with(Control.SIZE, new Size(32, 32))
            .with(Control.CUTOUTS, 4)
            .with(Control.ITERATIONS, 3)
            .with(Control.SEED, 1L);

    private static Preparation preparation(Settings settings) {
        return Preparation.of(Networks.of(Model.bundled()), settings);
    }

    @Test
    void aPictureIsThereBeforeTheBackwardPass() {
        List<Phase> phases = new ArrayList<>();
        try (Run run = preparation(settings).newRun(phases::add)) {
            assertThat(phases).contains(Phase.CLIP_FORWARD).doesNotContain(Phase.CLIP_BACKWARD);
            run.step();
            assertThat(phases.stream().filter(Phase.CLIP_BACKWARD::equals)).hasSize(1);
            assertThat(phases).endsWith(Phase.CLIP_FORWARD);
        }
    }

    /** The gradient of cutouts that pool depends on the picture, whose place the average's takes. */
    @Test
    void anAverageThatIsShownChangesNoStep() {
        Settings pooling = settings.with(Control.CUTOUT_METHOD, CutoutMethod.UPDATED_POOLING);
        assertThat(parametersAfterThreeSteps(pooling.with(Control.EMA, 0.5)))
                .isEqualTo(parametersAfterThreeSteps(pooling));
    }

    private static float[] parametersAfterThreeSteps(Settings settings) {
        try (Run run = preparation(settings).newRun()) {
            for (int i = 0; i < 3; i++) {
                run.picture();
                run.step();
            }
            return run.parameters();
        }
    }
}
