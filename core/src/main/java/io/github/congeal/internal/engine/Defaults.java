package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Start;
import java.util.List;
import java.util.Map;

/**
 * The settings that suit a model best, for what the caller does not set. A checkpoint may state them in its metadata;
 * for the rest, the controls' own defaults apply, which are those of the Spanish notebook.
 */
public final class Defaults {
    /** The model's starts, which supply the numbers that a start leaves open. */
    static final Control<List<Start>> STARTS =
            Control.several("model-start", "The numbers of the model's starts.", Start.FORM);

    private static final String GROUND = "0.75";
    private static final String NOISE = "0.05";

    /** The settings of a model without such metadata. */
    public static final Settings PUBLISHED = of(Map.of());

    private Defaults() {}

    /**
     * Reads the metadata of a checkpoint.
     *
     * @throws IllegalArgumentException if a value is not allowed, naming the key, the value and what is allowed
     */
    public static Settings of(Map<String, String> metadata) {
        String plain = "plain(ground=%s, noise=%s)"
                .formatted(
                        metadata.getOrDefault("congeal.start.grey", GROUND),
                        metadata.getOrDefault("congeal.start.noise", NOISE));
        Settings settings = Settings.EMPTY.withText(STARTS, plain);
        String side = metadata.get("congeal.size");
        if (side != null) {
            settings = settings.withText(Control.SIZE, side + "x" + side);
        }
        Map<String, Control<?>> others = Map.of(
                "congeal.iterations", Control.ITERATIONS,
                "congeal.step_size", Control.STEP_SIZE,
                "congeal.cutouts", Control.CUTOUTS,
                "congeal.redraw", Control.REDRAW,
                "congeal.cutout_method", Control.CUTOUT_METHOD,
                "congeal.start", Control.START);
        for (Map.Entry<String, Control<?>> other : others.entrySet()) {
            String value = metadata.get(other.getKey());
            settings = value == null ? settings : settings.withText(other.getValue(), value);
        }
        return settings;
    }

    /**
     * What is said of a picture over what suits the networks, with the numbers that its start leaves
     * open, and the controls' own defaults for the rest. A model that
     * speaks of a sketcher and has none begins plain.
     */
    public static Settings complete(Settings said, Networks networks) {
        Settings model = networks.defaults();
        if (model.get(Control.START) instanceof Start.Sketched
                && networks.sketcher().isEmpty()) {
            model = model.with(Control.START, Start.PLAIN);
        }
        Settings all = said.over(model);
        if (all.has(Control.MOTION) && !all.has(Control.EVERY)) {
            all = all.with(Control.EVERY, all.get(Control.MOTION).every());
        }
        Start start = all.get(Control.START);
        for (Start usual : all.get(STARTS)) {
            start = start.over(usual);
        }
        return all.with(Control.START, start).without(STARTS).withDefaults(Control.all());
    }

    /** The plain start with the model's numbers. */
    static Start.Plain plain(Settings model) {
        return model.get(STARTS).stream()
                .filter(Start.Plain.class::isInstance)
                .map(Start.Plain.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
