package io.github.congeal.samples.window;

import io.github.congeal.Generation;
import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.model.Model;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for in the window. What was not is left to the model.
 *
 * @param said all but the size
 * @param width null where it is left to the model
 * @param height likewise
 * @param model what makes it
 */
record PictureSettings(
        Settings said, @Nullable Integer width, @Nullable Integer height, ModelChoice model) {
    /**
     * The generation with these settings.
     *
     * @throws IllegalArgumentException if there cannot be one; the sentence begins with the control's name
     */
    Generation generation(Model networks) {
        Settings all = said;
        if (width != null || height != null) {
            Size size = width != null && height != null
                    ? new Size(width, height)
                    : usual(networks).settings().get(Control.SIZE);
            all = all.with(
                    Control.SIZE,
                    new Size(
                            Optional.ofNullable(width).orElse(size.width()),
                            Optional.ofNullable(height).orElse(size.height())));
        }
        return Generation.builder().model(networks).settings(all).build();
    }

    /** What a model does with a prompt and nothing else: that tells its defaults. */
    static Generation usual(Model networks) {
        return Generation.builder().model(networks).prompt("anything").build();
    }
}
