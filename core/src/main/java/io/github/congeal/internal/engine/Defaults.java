package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Start;
import java.util.List;
import java.util.Map;

/**
 * What suits a model best, where its caller has no opinion. A checkpoint may say so of itself in its metadata; where it
 * says nothing, the controls' own defaults hold, which are those of the Spanish notebook.
 */
public final class Defaults {
    /** The numbers of the model's starts, from which a start takes those that it leaves open. */
    static final Control<List<Start>> STARTS =
            Control.several("model-start", "The numbers of the model's starts.", Start.FORM);

    private static final String GROUND = "0.75";
    private static final String NOISE = "0.05";

    /** Those of a model that says nothing of itself. */
    public static final Settings PUBLISHED = of(Map.of());

    private Defaults() {}

    /**
     * What the metadata of a checkpoint says.
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
        Start start = all.get(Control.START);
        for (Start usual : all.get(STARTS)) {
            start = start.over(usual);
        }
        return all.with(Control.START, start).without(STARTS).withDefaults(Control.all());
    }

    /** The plain start in the numbers of the model. */
    static Start.Plain plain(Settings model) {
        return model.get(STARTS).stream()
                .filter(Start.Plain.class::isInstance)
                .map(Start.Plain.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
