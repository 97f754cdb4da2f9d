package io.github.congeal;

import io.github.congeal.control.Augmentation;
import io.github.congeal.control.AugmentationSet;
import io.github.congeal.control.Control;
import io.github.congeal.control.Loss;
import io.github.congeal.control.Settings;
import java.util.List;
import java.util.Map;

/** What no picture can be made of, whatever the model. */
final class Contradictions {
    private Contradictions() {}

    /**
     * Refuses settings that leave nothing to make or contradict each other.
     *
     * @param settings complete
     * @param losses the caller's own
     * @throws IllegalArgumentException if they do, naming the controls and what to do
     */
    static void refuse(Settings settings, Map<String, Loss> losses) {
        if (settings.get(Control.PROMPTS).isEmpty()
                && settings.find(Control.STORY).isEmpty()
                && settings.get(Control.TARGETS).isEmpty()
                && losses.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is nothing to make: give at least one prompt, target image or loss");
        }
        if (settings.has(Control.MOTION) && settings.has(Control.EMA)) {
            throw new IllegalArgumentException(
                    "ema was %s, but with motion an average of past steps would show the picture in several places: give motion a smoothing instead"
                            .formatted(settings.get(Control.EMA)));
        }
        List<Augmentation> augmentations = settings.get(Control.AUGMENTATIONS);
        if (augmentations.size() > 1 && augmentations.contains(AugmentationSet.NONE)) {
            throw new IllegalArgumentException("augmentation was %s, but none is for itself: leave it or the others out"
                    .formatted(Control.AUGMENTATIONS.write(augmentations)));
        }
    }
}
