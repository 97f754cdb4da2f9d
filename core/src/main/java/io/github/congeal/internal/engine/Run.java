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
 * One run of the method: a canvas that is measured and moved in turn. Not thread-safe.
 *
 * <p>Every random number comes from the seed, the step and the name of what draws it, so a step does not depend on how
 * it was reached.
 */
public final class Run implements Saved, AutoCloseable {
    /** The part of the state that has the losses so far. */
    static final String LOSSES = "losses";

    /** How many numbers of a picture are read at a time: from a GPU, each time takes as long as thousands of them. */
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
     * Begins a run: its goals are embedded, its first picture is drawn and measured.
     *
     * @param phases called when a phase of a step begins
     * @param before puts the run where an earlier one has come to, in place of the start
     * @param cancelled asked before each of its operations, on the thread that runs it: from the time that it says yes
     *     they throw a {@link java.util.concurrent.CancellationException}
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
        // Loading it again for each film frame would take longer than the frame.
        this.encoder =
                settings.find(Control.MOTION).map(motion -> networks.vqgan().leaseEncoder());
        try {
            this.assembly = new Assembly(
                    networks, settings, task, dryRun.plan(), (count, chunk) -> count, draws, buffers, phases);
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
            // The caller has no run yet that it could close.
            close();
            throw e;
        }
    }

    /** The losses of all goals by one of the CLIPs. */
    private List<PromptLoss> losses(int number, Networks networks, Task task, MemoryPlan plan, Draws draws) {
        WeightedClip own = networks.clips().get(number);
        MemoryPlan chunks = new MemoryPlan(ClipTerms.chunk(plan, own.clip(), networks), plan.checkpointed());
        String whose = number == 0 ? "" : " of CLIP " + (number + 1);
        List<PromptLoss> losses = new ArrayList<>();
        own.clip().holdTextTower(() -> {
            for (int i = 0; i < task.goals().size(); i++) {
                Goal goal = task.goals().get(i);
                RandomGenerator random = draws.random(Draws.BEFORE_THE_STEPS, "goal " + i + whose);
                float[] embeddings =
                        goal.embed(own.clip(), task.cutoutMethod(), settings, chunks, random, assembly.tape());
                losses.add(goal.loss(embeddings, own.clip().dimension(), own.weight()));
            }
        });
        return losses;
    }

    /** How many steps were taken so far. */
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

    /** The current picture, {@code [H, W, 3]} with eight bits for each value. */
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

    /** How its parameters are moved. */
    io.github.congeal.control.Optimizer optimizer() {
        return settings.get(Control.OPTIMIZER);
    }

    /** The state from which a run of other settings can go on. */
    KeptState kept() {
        KeptState kept = new KeptState("the run");
        step.state(kept);
        history.state(kept.of(LOSSES));
        return kept;
    }

    /** Goes on from where a run of other settings has come to. */
    void goOnFrom(KeptState state) {
        step.goOnFrom(state);
        history.state(state.reading().of(LOSSES));
    }

    /** Goes on with a picture of a run of another size. */
    void beginWith(float[] picture, KeptState earlier) {
        step.beginAnew(earlier);
        history.state(earlier.reading().of(LOSSES));
        assembly.canvas().begin(picture, draws.random(step.taken(), "enlarged"));
    }

    /** The picture of the present parameters, even where that of an average is shown. */
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
     * The whole state, from which the same run goes on.
     *
     * @param source what to call it in messages
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
     * @throws DivergedException if a loss is not finite, or the step before has left something else that is not
     */
    void measure() {
        RunThreads.within(settings, () -> {
            measureStep();
            return true;
        });
    }

    private void measureStep() {
        step.measure();
        // First: it came before the losses.
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

    /** How many arrays the run has created so far; none after the first step. */
    int arraysCreated() {
        return buffers.created();
    }

    /** The bytes of those arrays. */
    public long arrayBytes() {
        return buffers.bytes();
    }

    /** How many multiply-adds the run's convolutions and matrix products have computed so far. */
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
