package io.github.congeal.samples.window;

import io.github.congeal.Generation;
import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.model.Model;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings made in the window; the others are left to the model.
 *
 * @param said all settings except the size
 * @param width the width in pixels; null if left to the model
 * @param height the height in pixels, likewise
 * @param model the model that makes the picture
 */
record PictureSettings(
        Settings said, @Nullable Integer width, @Nullable Integer height, ModelChoice model) {
    /**
     * The generation with these settings.
     *
     * @throws IllegalArgumentException if the settings are not possible; the message begins with the control's name
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

    /** The settings of a model for a prompt alone: its defaults. */
    static Generation usual(Model networks) {
        return Generation.builder().model(networks).prompt("anything").build();
    }
}
