package io.github.congeal.internal.engine;

import io.github.congeal.DivergedException;
import io.github.congeal.control.Control;
import io.github.congeal.control.Ending;
import io.github.congeal.control.MemoryPlan;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.guidance.Phase;
import io.github.congeal.internal.guidance.PromptLoss;
import io.github.congeal.internal.nn.OnDemand;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.HostArrays;
import io.github.congeal.internal.tensor.Saved;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One run of the optimisation, which draws, measures and moves a canvas step by step. Not thread-safe.
 *
 * <p>Every random number depends only on the seed, the step and the name of the part that draws it, so a resumed run gives the
 * same pixels.
 */
public final class Run implements Saved, AutoCloseable {
    /** The name of the part of the state that holds the losses so far. */
    static final String LOSSES = "losses";

    /**
     * The most values of a picture that are read at a time; the overhead of each read from a GPU is that of thousands
     * of values.
     */
    private static final int MOST_READ = 1 << 20;

    private final Buffers buffers;
    private final Assembly assembly;
    private final Step step;
    private final Settings settings;
    private final Stopping stopping;
    private final Optional<PaletteFinish> finish;
    private final Optional<OnDemand.Lease<?>> encoder;
    private final Draws draws;
    private final LossHistory history = new LossHistory();

    /**
     * Begins a run: embeds its goals, draws its first picture and measures it.
     *
     * @param phases called when a phase of a step begins
     * @param before sets the run to the state of an earlier one, instead of the start
     * @param cancelled asked on the run's thread before each tensor is taken; once it is true, methods throw a {@link
     *     java.util.concurrent.CancellationException}
     */
    Run(
            Networks networks,
            Settings settings,
            Task task,
            DryRun dryRun,
            Draws draws,
            Consumer<Phase> phases,
            Optional<Consumer<Run>> before,
            BooleanSupplier cancelled) {
        this.settings = settings;
        this.stopping = new Stopping(settings);
        this.finish = PaletteFinish.of(settings);
        this.draws = draws;
        this.buffers = Buffers.after(dryRun.buffers(), cancelled);
        // Camera motion encodes each film frame: loading the encoder each time would take longer than the frame.
        this.encoder =
                settings.find(Control.MOTION).map(motion -> networks.vqgan().leaseEncoder());
        try {
            this.assembly = new Assembly(
                    networks,
                    settings,
                    task,
                    dryRun.plan(),
                    dryRun.spared(),
                    (count, chunk) -> count,
                    draws,
                    buffers,
                    phases);
            if (before.isEmpty()) {
                task.start().begin(assembly.canvas(), draws.random(Draws.BEFORE_THE_STEPS, "start"));
            }
            List<List<PromptLoss>> losses = new ArrayList<>();
            for (int i = 0; i < networks.clips().size(); i++) {
                losses.add(losses(i, networks, task, dryRun.plan(), draws));
            }
            this.step = assembly.step(
                    losses,
                    number -> task.sketchings()
                            .get(number)
                            .condition(
                                    new VqganCodec(networks.vqgan(), assembly.tape()),
                                    draws.random(Draws.BEFORE_THE_STEPS, number == 0 ? "sketch" : "sketch " + number)));
            before.ifPresent(earlier -> earlier.accept(this));
            measureStep();
        } catch (RuntimeException | Error e) {
            // The caller has no run that it could close.
            close();
            throw e;
        }
    }

    /** The losses of all goals for one of the CLIPs. */
    private List<PromptLoss> losses(int number, Networks networks, Task task, MemoryPlan plan, Draws draws) {
        WeightedClip own = networks.clips().get(number);
        MemoryPlan chunks = new MemoryPlan(ClipTerms.chunk(plan, own.clip(), networks), plan.checkpointed());
        String whose = number == 0 ? "" : " of CLIP " + (number + 1);
        List<PromptLoss> losses = new ArrayList<>();
        own.clip().holdTextTower(() -> {
            for (int i = 0; i < task.goals().size(); i++) {
                buffers.requireNotCancelled();
                Goal goal = task.goals().get(i);
                RandomGenerator random = draws.random(Draws.BEFORE_THE_STEPS, "goal " + i + whose);
                float[] embeddings =
                        goal.embed(own.clip(), task.cutoutMethod(), settings, chunks, random, assembly.tape());
                losses.add(goal.loss(embeddings, own.clip().dimension(), own.weight()));
            }
        });
        return losses;
    }

    /** The number of steps taken so far. */
    public int iteration() {
        return step.taken();
    }

    /** The losses of the current picture, including their weights. */
    public double[] losses() {
        return step.losses();
    }

    /** The names of the losses, in their order. */
    public List<String> lossNames() {
        return step.names();
    }

    /** The current picture as it is shown, {@code [H, W, 3]} with values 0..255. */
    public byte[] picture() {
        Tensor picture = step.shown();
        HostArrays arrays = buffers.hostArrays();
        byte[] bytes = new byte[Math.toIntExact(picture.length())];
        float[] piece = arrays.takeFloats(Math.min(bytes.length, MOST_READ));
        for (int from = 0; from < bytes.length; from += piece.length) {
            int count = Math.min(piece.length, bytes.length - from);
            picture.read(from, piece, 0, count);
            Picture.toBytes(piece, count, bytes, from);
        }
        arrays.giveBack(piece);
        finish.ifPresent(palette -> palette.apply(bytes, Math.toIntExact(picture.dimension(2))));
        return bytes;
    }

    /** The picture that was measured last, {@code [H, W, 3]} with values 0..1. */
    public float[] values() {
        return step.picture().toFloats();
    }

    /** The current parameters. */
    public float[] parameters() {
        return assembly.canvas().parameters().toFloats();
    }

    /** Takes one step and measures the resulting picture. */
    public void step() {
        RunThreads.within(settings, () -> {
            step.move();
            measureStep();
            return true;
        });
    }

    /** Why the run ends with the current picture; empty if there are further steps to take. */
    public Optional<Ending> ending() {
        return stopping.ending();
    }

    /** The optimiser of the settings. */
    io.github.congeal.control.Optimizer optimizer() {
        return settings.get(Control.OPTIMIZER);
    }

    /** The state from which a run with other settings can continue. */
    KeptState kept() {
        KeptState kept = new KeptState("the run");
        step.state(kept);
        history.state(kept.of(LOSSES));
        return kept;
    }

    /** Continues from the state of a run with other settings. */
    void goOnFrom(KeptState state) {
        step.goOnFrom(state);
        history.state(state.reading().of(LOSSES));
    }

    /** Continues with the picture of a run of another size. */
    void beginWith(float[] picture, KeptState earlier) {
        step.beginAnew(earlier);
        history.state(earlier.reading().of(LOSSES));
        assembly.canvas().begin(picture, draws.random(step.taken(), "enlarged"));
    }

    /** The picture of the current parameters, even if that of their average is shown. */
    BufferedImage drawn() {
        return RunThreads.within(settings, () -> {
            Tensor drawn = step.drawn();
            return Picture.toImage(
                    Picture.toBytes(drawn.toFloats()),
                    Math.toIntExact(drawn.dimension(2)),
                    Math.toIntExact(drawn.dimension(1)));
        });
    }

    /**
     * The whole state, from which the same run can be resumed.
     *
     * @param source its name in messages
     */
    public KeptState saved(String source) {
        KeptState saved = new KeptState(source);
        state(saved);
        return saved;
    }

    @Override
    public void state(State state) {
        step.state(state);
        stopping.state(state.of("stopping"));
        history.state(state.of(LOSSES));
    }

    /**
     * Measures the current parameters, which may have been read from a saved state.
     *
     * @throws DivergedException if a loss is not finite, or the gradient or the parameters of the step before are not
     */
    void measure() {
        RunThreads.within(settings, () -> {
            measureStep();
            return true;
        });
    }

    private void measureStep() {
        step.measure();
        // Checked first, because it is the usual cause of losses that are not finite.
        step.notFinite().ifPresent(what -> {
            throw new DivergedException(what, step.taken());
        });
        double[] losses = step.losses();
        for (int i = 0; i < losses.length; i++) {
            if (!Double.isFinite(losses[i])) {
                throw diverged(step.names().get(i), losses[i]);
            }
        }
        double sum = Arrays.stream(losses).sum();
        history.see(step.taken(), sum);
        stopping.see(step.taken(), sum, step.isActing());
    }

    /** What was not finite first: the loss, or the picture that it was measured on. */
    private DivergedException diverged(String name, double loss) {
        for (float value : values()) {
            if (!Float.isFinite(value)) {
                return new DivergedException("the picture", step.taken());
            }
        }
        return new DivergedException(name, loss, step.taken());
    }

    /** The number of arrays that the run has created so far; none is created after the first step. */
    int arraysCreated() {
        return buffers.created();
    }

    /** The bytes of the run's arrays. */
    public long arrayBytes() {
        return buffers.bytes();
    }

    /** The multiply-adds of the run's convolutions and matrix products so far. */
    public long multiplyAdds() {
        return assembly.tape().kernels().multiplyAdds();
    }

    /** Frees the run's native memory. */
    @Override
    public void close() {
        encoder.ifPresent(OnDemand.Lease::close);
        buffers.close();
    }
}
