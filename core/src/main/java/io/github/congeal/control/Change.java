package io.github.congeal.control;

import java.util.List;
import java.util.Set;

/**
 * Other settings for the rest of a run: prompts, target images, weights, rates, optimiser or cutouts. The run continues
 * from its current picture. A new optimiser starts afresh; an init weight that is first set here holds the latent, or
 * the picture, near its value at that step.
 *
 * @param step the number of steps before the change, at least 0
 * @param settings the values that change; the rest stays as it is
 */
public record Change(int step, Settings settings) {
    /**
     * The written form: {@code 120: prompt=a red house; step-size=0.05}, or with several prompts {@code 120: prompt.1=a
     * red house; prompt.2=fog:-0.3}. A semicolon within a value is preceded by a backslash.
     */
    public static final Form<Change> FORM = new ChangeForm();

    /**
     * Creates a change.
     *
     * @throws IllegalArgumentException if the step is negative, nothing changes, or a setting cannot change in mid-run
     */
    public Change {
        Range.atLeast(0).require("the step of a change", step);
        Set<Control<?>> controls = settings.controls();
        if (controls.isEmpty()) {
            throw new IllegalArgumentException("nothing changes: give at least one control another value");
        }
        controls.stream()
                .filter(control -> !controls().contains(control))
                .findFirst()
                .ifPresent(control -> {
                    throw new IllegalArgumentException("%s cannot change in mid-run, only %s"
                            .formatted(
                                    control.name(),
                                    String.join(
                                            ", ",
                                            controls().stream()
                                                    .map(Control::name)
                                                    .toList())));
                });
    }

    /** Returns the controls that can change in mid-run. */
    public static List<Control<?>> controls() {
        return List.of(
                Control.PROMPTS,
                Control.TARGETS,
                Control.NOISE_PROMPTS,
                Control.INIT_WEIGHT,
                Control.INIT_PICTURE_WEIGHT,
                Control.STEP_SIZE,
                Control.OPTIMIZER,
                Control.REDUCE_ON_PLATEAU,
                Control.GRADIENT_CLIP,
                Control.CLAMP_LATENT,
                Control.EMA,
                Control.CUTOUTS,
                Control.CUTOUT_SHARE,
                Control.CUTOUT_METHOD,
                Control.REDRAW,
                Control.AUGMENTATIONS,
                Control.REGULARIZERS,
                Control.TRUNCATE);
    }

    @Override
    public String toString() {
        return FORM.write(this);
    }
}
