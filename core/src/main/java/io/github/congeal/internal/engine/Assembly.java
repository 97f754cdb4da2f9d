package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.control.MemoryPlan;
import io.github.congeal.control.Regularizer;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.internal.guidance.Anchor;
import io.github.congeal.internal.guidance.OwnTerm;
import io.github.congeal.internal.guidance.Penalties;
import io.github.congeal.internal.guidance.Phase;
import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.guidance.PromptLoss;
import io.github.congeal.internal.guidance.RegionMask;
import io.github.congeal.internal.guidance.Term;
import io.github.congeal.internal.sketcher.Condition;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Wrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/** Assembles the parts of a run on a tape of its own, the same for a run and for its dry run. */
final class Assembly {
    private final Networks networks;
    private final Settings settings;
    private final Task task;
    private final Size size;
    private final MemoryPlan plan;
    private final CutoutsToEmbed cutoutsToEmbed;
    private final Draws draws;
    private final Consumer<Phase> phases;
    private final Tape tape;
    private final Optional<PixelCanvas> pixels;
    private final Optional<CodedCanvas> coded;
    private final Canvas canvas;

    /**
     * Creates the tape and the canvas.
     *
     * @param spared how many of the decoder's last blocks are spared gradient checkpointing
     * @param cutoutsToEmbed decides how many of a term's cutouts are embedded
     * @param phases called when a phase of a step begins
     */
    Assembly(
            Networks networks,
            Settings settings,
            Task task,
            MemoryPlan plan,
            int spared,
            CutoutsToEmbed cutoutsToEmbed,
            Draws draws,
            Buffers buffers,
            Consumer<Phase> phases) {
        this.networks = networks;
        this.settings = settings;
        this.task = task;
        this.size = settings.get(Control.SIZE);
        this.plan = plan;
        this.cutoutsToEmbed = cutoutsToEmbed;
        this.draws = draws;
        this.phases = phases;
        this.tape = new Tape(buffers);
        tape.checkpoint(plan.checkpointed());
        tape.spare(spared);
        settings.find(Control.TILED_DECODING)
                .ifPresent(tiles -> tape.tile(
                        tiles.side() / networks.vqgan().factor(),
                        tiles.overlap() / networks.vqgan().factor()));
        this.pixels = PixelCanvas.of(settings, tape, phases);
        this.coded = pixels.isPresent() ? Optional.empty() : Optional.of(coded());
        Canvas whole = pixels.<Canvas>map(cells -> cells).orElseGet(coded::orElseThrow);
        this.canvas = Inpainting.of(settings)
                .<Canvas>map(inpainting -> new MaskedCanvas(whole, inpainting, tape))
                .orElse(whole);
    }

    private CodedCanvas coded() {
        PictureSize picture = new PictureSize(size.width(), size.height());
        Wrap wrap = Wraps.of(settings);
        return settings.get(Control.CANVAS) instanceof io.github.congeal.control.Canvas.Codebook codebook
                ? new CodebookCanvas(codebook, networks.vqgan(), picture, wrap, tape, phases)
                : new LatentCanvas(networks.vqgan(), picture, wrap, tape, phases);
    }

    Canvas canvas() {
        return canvas;
    }

    Tape tape() {
        return tape;
    }

    /**
     * Creates the step over the canvas.
     *
     * @param losses for each CLIP, one for each goal of the task
     * @param conditions gives the sketcher's input for the sketch with a given index, from 0 on
     */
    Step step(List<List<PromptLoss>> losses, IntFunction<Condition> conditions) {
        int iterations = settings.get(Control.ITERATIONS);
        Schedule schedule = settings.get(Control.STEP_SIZE);
        StepSize scheduled = taken -> schedule.at(taken, iterations);
        List<Term> terms = terms(losses);
        long[] shape = canvas.parameters().shape();
        Optimizer optimizer = new Optimizers(tape, shape).of(settings);
        Optional<LatentAverage> average = settings.find(Control.EMA).map(kept -> new LatentAverage(kept, tape, shape));
        return new Step(
                canvas,
                terms,
                optimizer,
                scene(conditions),
                settings.find(Control.REDUCE_ON_PLATEAU)
                        .<StepSize>map(plateau -> new ReducedStepSize(scheduled, plateau))
                        .orElse(scheduled),
                settings.get(Control.CLAMP_LATENT) ? canvas::settle : () -> {},
                average,
                iterations,
                draws,
                tape,
                phases);
    }

    /** The terms that measure the picture, those of CLIP first. */
    private List<Term> terms(List<List<PromptLoss>> losses) {
        List<Term> terms =
                new ArrayList<>(new ClipTerms(networks, settings, task, plan, cutoutsToEmbed, tape).of(losses));
        for (Regularizer regularizer : settings.get(Control.REGULARIZERS)) {
            if (!(regularizer instanceof Regularizer.Aesthetic)) {
                terms.add(Penalties.term(regularizer, weight(regularizer.weight()), canvas.size(), tape));
            }
        }
        settings.find(Control.INIT_WEIGHT)
                .ifPresent(schedule -> terms.add(new Anchor(
                        "init",
                        true,
                        weight(schedule),
                        tape,
                        canvas.parameters().shape())));
        settings.find(Control.INIT_PICTURE_WEIGHT)
                .ifPresent(schedule -> terms.add(
                        new Anchor("init-picture", false, weight(schedule), tape, 1, size.height(), size.width(), 3)));
        settings.find(Control.MSE_REGULARIZATION)
                .ifPresent(method -> terms.add(new MseAnchor(
                        method,
                        networks.vqgan().quantizer(),
                        tape,
                        canvas.parameters().shape())));
        task.losses().forEach((name, loss) -> terms.add(new OwnTerm(name, loss, canvas.size(), tape)));
        return terms;
    }

    private IntToDoubleFunction weight(Schedule schedule) {
        int iterations = settings.get(Control.ITERATIONS);
        return step -> schedule.at(step, iterations);
    }

    private Scene scene(IntFunction<Condition> conditions) {
        Optional<Scene> restarts =
                settings.find(Control.MSE_REGULARIZATION).map(method -> new Restarts(method::beginsAnew));
        Scene still = restarts.<Scene>map(scene -> new Scenes(List.of(sketches(conditions), scene)))
                .orElseGet(() -> sketches(conditions));
        return settings.find(Control.MOTION)
                .<Scene>map(motion -> new Camera(motion, settings.get(Control.ITERATIONS), canvas, still, tape))
                .orElse(still);
    }

    private Scene sketches(IntFunction<Condition> conditions) {
        List<Sketching> sketchings = task.sketchings();
        if (sketchings.isEmpty()) {
            return Scene.STILL;
        }
        Optional<InitialLatent> initial = coded.map(codes -> new InitialLatent(codes, tape));
        List<Scene> scenes = new ArrayList<>();
        for (int i = 0; i < sketchings.size(); i++) {
            int number = i;
            Sketching sketching = sketchings.get(i);
            Easel easel = pixels.<Easel>map(cells -> easel(sketching, cells))
                    .orElseGet(() -> easel(sketching, coded.orElseThrow(), initial.orElseThrow()));
            scenes.add(new Congealing(sketchings.get(i), easel, () -> conditions.apply(number), tape));
        }
        return scenes.size() == 1 ? scenes.get(0) : new Scenes(scenes);
    }

    private PixelEasel easel(Sketching sketching, PixelCanvas cells) {
        int side = sketching.sketcher().sketcher().side();
        return new PixelEasel(cells, new VqganCodec(networks.vqgan(), tape), side, tape);
    }

    /** The easel for a canvas of codes, which maps codes one to one if the canvas is as large as the sketch. */
    private Easel easel(Sketching sketching, CodedCanvas codes, InitialLatent initial) {
        int side = sketching.sketcher().sketcher().side();
        int factor = networks.vqgan().factor();
        PictureSize square = new PictureSize(side * factor, side * factor);
        if (sketching.region().isEmpty() && codes.size().equals(square)) {
            return new LatentEasel(codes, initial);
        }
        Patch patch = sketching
                .region()
                .map(region -> Patch.of(RegionMask.of(region, codes.size()), codes.size(), factor))
                .orElseGet(() -> Patch.whole(codes.size(), factor));
        return new FittedEasel(codes, initial, new VqganCodec(networks.vqgan(), tape), side, patch);
    }
}
