package io.github.congeal.samples.server;

import io.github.congeal.Preset;
import io.github.congeal.SettingsFile;
import io.github.congeal.control.Change;
import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The controls, with their defaults, and the presets, as JSON from which the page builds its fields. */
final class ControlsJson {
    /** The controls that a request cannot set, or sends in another way. */
    private static final Set<Control<?>> NOT_OFFERED = Set.of(
            Control.INITIAL_IMAGE, Control.TARGETS, Control.MASK, Control.THREADS, Control.MEMORY_LIMIT, Control.EVERY);

    private static final String ONE_OF = "one of ";

    private ControlsJson() {}

    /** All controls that a request may set. */
    static List<Object> controls(Settings usual) {
        List<Object> controls = new ArrayList<>();
        for (Control<?> control : Control.all()) {
            if (!NOT_OFFERED.contains(control)) {
                controls.add(control(control, usual));
            }
        }
        return controls;
    }

    private static <T> Object control(Control<T> control, Settings usual) {
        String allowed = control.form().allowed();
        @Nullable T value = usual.find(control).orElse(null);
        List<String> choices = value instanceof Boolean ? List.of("true", "false") : choices(allowed);
        return Json.of(
                "name",
                control.name(),
                "says",
                control.says(),
                "allowed",
                allowed,
                "example",
                control.form().example(),
                "usual",
                control.isSeveral() || value == null ? null : control.write(value),
                "several",
                control.isSeveral(),
                "choices",
                choices,
                "closed",
                !choices.isEmpty()
                        && choices.stream().allMatch(choice -> choice.matches("[a-z0-9-]+"))
                        && !control.isSeveral(),
                "live",
                Change.controls().contains(control));
    }

    /** The choices in {@code one of a, b(x=…), c}, without components, whose defaults then apply. */
    private static List<String> choices(String allowed) {
        if (!allowed.startsWith(ONE_OF)) {
            return List.of();
        }
        List<String> choices = new ArrayList<>();
        for (String choice : allowed.substring(ONE_OF.length()).split(",\\s*(?![^(]*\\))")) {
            if (choice.matches("[a-z0-9-]+(\\(.*\\))?")) {
                choices.add(choice);
            }
        }
        return choices;
    }

    /** The presets, each with its settings. */
    static Map<String, Object> presets() {
        Map<String, Object> presets = Json.of();
        Preset.all().forEach(preset -> presets.put(preset.name(), json(preset.settings())));
        return presets;
    }

    /** Settings as JSON. */
    static @Nullable Object json(Settings settings) {
        return Json.read(SettingsFile.toJson(settings));
    }
}
