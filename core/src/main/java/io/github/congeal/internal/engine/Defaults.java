package io.github.congeal.internal.engine;

import io.github.congeal.control.Canvas;
import io.github.congeal.control.CoarseToFine;
import io.github.congeal.control.Control;
import io.github.congeal.control.Optimizer;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.control.Start;
import io.github.congeal.control.Tiling;
import java.util.List;
import java.util.Map;

/**
 * The default settings of a model, for everything that the caller does not set. A checkpoint may give them in its metadata;
 * otherwise the controls' own defaults apply, which are those of the Spanish notebook.
 */
public final class Defaults {
    /** The starts of the model, whose parameters are used where the caller's start leaves them open. */
    static final Control<List<Start>> STARTS =
            Control.several("model-start", "The numbers of the model's starts.", Start.FORM);

    private static final double CODEBOOK_STEP_SIZE = 0.05;
    /** Chosen by eye for seamless tiles of the bundled model. */
    private static final int TILE_STEPS = 120;

    private static final Schedule TILE_STEP_SIZE = Schedule.constant(0.4);

    /** Chosen by eye for pixel art of the bundled model. */
    private static final Schedule CELL_STEP_SIZE = Schedule.constant(0.03);

    /** The controls that, if set, prevent the automatic {@link Control#COARSE_TO_FINE} of large pictures. */
    private static final List<Control<?>> NOT_SMALL_FIRST = List.of(
            Control.COARSE_TO_FINE,
            Control.INITIAL_IMAGE,
            Control.INIT_WEIGHT,
            Control.MSE_REGULARIZATION,
            Control.MOTION,
            Control.PIXELS,
            Control.PALETTE);

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
     * Complete settings: the caller's, then those of the model, then the controls' own defaults. The parameters that the start
     * leaves open are filled in. A model whose metadata asks for a sketcher, but which has none, begins plain.
     */
    public static Settings complete(Settings said, Networks networks) {
        Settings model = networks.defaults();
        if (model.get(Control.START) instanceof Start.Sketched
                && networks.sketcher().isEmpty()) {
            model = model.with(Control.START, Start.PLAIN);
        }
        if (said.get(Control.TILING) != Tiling.NONE) {
            model = ofTile(said, model);
        }
        if (said.has(Control.PIXELS) && model.get(Control.START) instanceof Start.Sketched) {
            // The sketch colours the cells, and larger steps would make them noisy.
            model = model.with(Control.STEP_SIZE, CELL_STEP_SIZE);
        }
        Settings all = said.over(usual(said.get(Control.CANVAS))).over(model);
        if (all.has(Control.MOTION) && !all.has(Control.EVERY)) {
            all = all.with(Control.EVERY, all.get(Control.MOTION).every());
        }
        Start start = all.get(Control.START);
        for (Start usual : all.get(STARTS)) {
            start = start.over(usual);
        }
        return smallFirst(all.with(Control.START, start).without(STARTS).withDefaults(Control.all()));
    }

    /**
     * Large pictures are made coarse to fine by default, which makes them coherent. Not for pictures with given
     * content, which would lose details, nor for textures, which need not be coherent.
     */
    private static Settings smallFirst(Settings all) {
        Size size = all.get(Control.SIZE);
        boolean isLarge = Math.max(size.width(), size.height()) > CoarseToFine.USUAL.above();
        return isLarge
                        && all.get(Control.ITERATIONS) > 1
                        && all.get(Control.TILING) == Tiling.NONE
                        && NOT_SMALL_FIRST.stream().noneMatch(all::has)
                ? all.with(Control.COARSE_TO_FINE, CoarseToFine.USUAL)
                : all;
    }

    /** The defaults of a canvas, independent of the model. */
    private static Settings usual(Canvas canvas) {
        return canvas instanceof Canvas.Codebook
                ? Settings.EMPTY
                        .with(Control.OPTIMIZER, Optimizer.adamW().weightDecay(0))
                        .with(Control.STEP_SIZE, Schedule.constant(CODEBOOK_STEP_SIZE))
                : Settings.EMPTY;
    }

    /**
     * The defaults of seamless tiles: without a sketch unless it is asked for, since a sketch has one object in the middle and
     * a texture has none. Without a sketch, more and larger steps are needed.
     */
    private static Settings ofTile(Settings said, Settings model) {
        boolean isBegun = said.has(Control.START) || said.has(Control.INITIAL_IMAGE);
        return isBegun || !(model.get(Control.START) instanceof Start.Sketched)
                ? model
                : model.with(Control.START, Start.PLAIN)
                        .with(Control.ITERATIONS, TILE_STEPS)
                        .with(Control.STEP_SIZE, TILE_STEP_SIZE);
    }

    /** The plain start with the model's parameters. */
    static Start.Plain plain(Settings model) {
        return model.get(STARTS).stream()
                .filter(Start.Plain.class::isInstance)
                .map(Start.Plain.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
