package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.Look;
import io.github.congeal.internal.guidance.Phase;
import io.github.congeal.internal.guidance.Term;
import io.github.congeal.internal.tensor.Saved;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A step of the optimisation: draws a picture, lets the terms measure it, and moves the parameters of the canvas against the
 * gradient. It depends on no particular canvas or term. On dry buffers it only finds the memory that is needed.
 */
final class Step implements Saved {
    private final Canvas canvas;
    private final List<Term> terms;
    private final Optimizer optimizer;
    private final Scene scene;
    private final StepSize stepSize;
    private final Runnable settle;
    private final Optional<LatentAverage> average;
    private final int steps;
    private final Draws draws;
    private final Tape tape;
    private final Consumer<Phase> phases;
    private final Tensor picture;
    private final Tensor parameterGradient;
    private final double[][] losses;
    private final FiniteGuard guard;
    private @Nullable Tensor pictureGradient;
    private @Nullable Term uncompleted;
    private int taken;

    /**
     * A step with the given parts; nothing is drawn before {@link #measure}.
     *
     * @param stepSize the learning rate
     * @param settle clamps the parameters after each step
     * @param average the average of the parameters, if that is shown instead of them
     * @param steps the number of steps of the run
     * @param phases called when a phase begins
     */
    Step(
            Canvas canvas,
            List<Term> terms,
            Optimizer optimizer,
            Scene scene,
            StepSize stepSize,
            Runnable settle,
            Optional<LatentAverage> average,
            int steps,
            Draws draws,
            Tape tape,
            Consumer<Phase> phases) {
        this.canvas = canvas;
        this.terms = List.copyOf(terms);
        this.optimizer = optimizer;
        this.scene = scene;
        this.stepSize = stepSize;
        this.settle = settle;
        this.average = average;
        this.steps = steps;
        this.draws = draws;
        this.tape = tape;
        this.phases = phases;
        this.picture = tape.take(1, canvas.size().height(), canvas.size().width(), 3);
        this.parameterGradient = tape.take(canvas.parameters().shape());
        this.guard = new FiniteGuard(tape);
        this.losses = new double[terms.size()][];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = new double[terms.get(i).names().size()];
        }
    }

    /** Draws the picture of the current parameters, and measures it. */
    void measure() {
        average.filter(LatentAverage::isEmpty).ifPresent(empty -> empty.see(canvas.parameters()));
        uncompleted = null;
        canvas.draw(picture, draws.random(taken, "canvas"));
        Tensor gradient = tape.take(picture.shape());
        tape.kernels().fill(gradient, 0);
        tape.kernels().fill(parameterGradient, 0);
        pictureGradient = gradient;
        Look look = new Measured(gradient);
        for (int i = 0; i < terms.size(); i++) {
            complete();
            terms.get(i).measure(look, losses[i]);
            uncompleted = terms.get(i);
        }
    }

    private void complete() {
        Term last = uncompleted;
        uncompleted = null;
        if (last != null) {
            last.complete();
        }
    }

    /** Moves the parameters against the gradient of the picture that was measured, and counts the step. */
    void move() {
        // Here and not in measure(): a run's last picture needs no gradient, and its first one is ready sooner.
        complete();
        canvas.backward(Objects.requireNonNull(pictureGradient, "nothing was measured yet"), parameterGradient);
        pictureGradient = null;
        phases.accept(Phase.OPTIMISER);
        guard.seeGradient(parameterGradient);
        optimizer.step(stepSize.at(taken), canvas.parameters(), parameterGradient);
        settle.run();
        stepSize.see(Arrays.stream(losses()).sum());
        taken++;
        if (scene.act(taken, canvas, draws.random(taken, "scene"))) {
            optimizer.restart(tape.kernels());
        }
        guard.seeParameters(canvas.parameters());
        average.ifPresent(some -> some.see(canvas.parameters()));
    }

    /** What was not finite after the last step, in words; empty if everything was. */
    Optional<String> notFinite() {
        return guard.complaint();
    }

    /** Continues from the state of a run with other settings. */
    void goOnFrom(KeptState state) {
        state(state.reading());
        stepSize.forgetLosses();
    }

    /** Continues the count of steps of a run of another size. */
    void beginAnew(KeptState earlier) {
        taken = earlier.reading().count("steps", taken);
    }

    /** The picture of the current parameters; it overwrites the one that was measured last. */
    Tensor drawn() {
        complete();
        canvas.show(canvas.parameters(), picture);
        return picture;
    }

    /** Whether the scene will still change the picture. */
    boolean isActing() {
        return scene.isActing();
    }

    /** The number of steps taken. */
    int taken() {
        return taken;
    }

    /** The picture that was measured last, {@code [1, H, W, 3]} with values 0..1. */
    Tensor picture() {
        return picture;
    }

    /**
     * The picture to be shown: the one that was measured last, unless an average is shown or the canvas draws at random; then
     * another one, which overwrites it.
     */
    Tensor shown() {
        if (average.isPresent()) {
            complete();
            try (Tensor parameters = average.get().average()) {
                canvas.show(parameters, picture);
            }
        } else if (canvas.drawsAtRandom()) {
            complete();
            canvas.show(canvas.parameters(), picture);
        }
        return picture;
    }

    /** The losses, in the order of the terms. */
    double[] losses() {
        List<Double> all = new ArrayList<>();
        for (double[] ofTerm : losses) {
            for (double loss : ofTerm) {
                all.add(loss);
            }
        }
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The names of the losses. */
    List<String> names() {
        return terms.stream().flatMap(term -> term.names().stream()).toList();
    }

    @Override
    public void state(State state) {
        taken = state.count("steps", taken);
        canvas.state(state.of("canvas"));
        optimizer.state(state.of("optimizer"));
        stepSize.state(state.of("step-size"));
        average.ifPresent(some -> some.state(state.of("average")));
        scene.state(state.of("scene"));
        Map<String, Integer> alike = new HashMap<>();
        for (Term term : terms) {
            // By names, not by index: a change of settings during the run may add terms before it.
            String name = "term " + String.join(", ", term.names());
            int number = alike.merge(name, 1, Integer::sum);
            term.state(state.of(name + " " + number));
        }
    }

    /** The view of this step that terms get. */
    private final class Measured implements Look {
        private final Tensor gradient;

        private Measured(Tensor gradient) {
            this.gradient = gradient;
        }

        @Override
        public int step() {
            return taken;
        }

        @Override
        public double progress() {
            return steps == 0 ? 1 : Math.min(1, (double) taken / steps);
        }

        @Override
        public Tensor picture() {
            return picture;
        }

        @Override
        public Tensor pictureGradient() {
            return gradient;
        }

        @Override
        public Tensor parameters() {
            return canvas.parameters();
        }

        @Override
        public Tensor parameterGradient() {
            return parameterGradient;
        }

        @Override
        public RandomGenerator random(String who, int ofStep) {
            return draws.random(ofStep, who);
        }

        @Override
        public void enter(Phase phase) {
            phases.accept(phase);
        }

        @Override
        public Tape tape() {
            return tape;
        }
    }
}
