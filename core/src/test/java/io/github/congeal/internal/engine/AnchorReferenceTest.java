package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.control.MseRegularization;
import io.github.congeal.control.MseRegularization.Towards;
import io.github.congeal.control.Schedule;
import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.guidance.Anchor;
import io.github.congeal.internal.guidance.Look;
import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.guidance.StillLook;
import io.github.congeal.internal.guidance.Term;
import io.github.congeal.internal.tensor.AdamUpdate;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds a latent, and the moving average of latents, against the notebooks' loops in torch. */
class AnchorReferenceTest {
    private static final String FILE = "anchors.safetensors";
    private static final int STEPS = 10;
    private static final double RATE = 0.05;
    private static final double KEPT = 0.8;
    private static final long[] SHAPE = {1, 3, 4, 8};

    private final Checkpoint fixture;

    AnchorReferenceTest() throws IOException {
        try (InputStream in = AnchorReferenceTest.class.getResourceAsStream(FILE)) {
            fixture = SafetensorsReader.read(in, FILE);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.congeal.internal.tensor.TestDevices#all")
    void theInitWeightIsCrowsons(Device device) {
        Schedule weight = Schedule.parse("0: 8 | 4: 4");
        try (Buffers buffers = Buffers.create(device)) {
            Tape tape = new Tape(buffers);
            Anchor anchor = new Anchor("init", true, step -> weight.at(step, STEPS), tape, SHAPE);
            follows("init", anchor, Scene.STILL, tape);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.congeal.internal.tensor.TestDevices#all")
    void theMseMethodIsTheNotebooks(Device device) {
        follows("zero", new MseRegularization(1.5, 2, 3, Towards.ZERO, false), device);
        follows("start", new MseRegularization(1.5, 2, 3, Towards.START, false), device);
        follows("quantized", new MseRegularization(1.5, 2, 3, Towards.START, true), device);
    }

    private void follows(String name, MseRegularization method, Device device) {
        try (Networks networks = StepFixture.load().networks(device);
                Buffers buffers = Buffers.create(device)) {
            Tape tape = new Tape(buffers);
            MseAnchor anchor = new MseAnchor(method, networks.vqgan().quantizer(), tape, SHAPE);
            follows(name, anchor, new Restarts(method::beginsAnew), tape);
        }
    }

    /** Takes the steps of the fixture's loop of that name. */
    private void follows(String name, Term anchor, Scene scene, Tape tape) {
        Numbers canvas = new Numbers(tape);
        float[] first = fixture.read("first");
        canvas.numbers.write(0, first, 0, first.length);
        LatentAverage average = new LatentAverage(KEPT, tape, SHAPE);
        Step step = new Step(
                canvas,
                List.of(new Slope(), anchor),
                new Adam(new AdamUpdate(0.9, 0.999, 1e-8), tape, SHAPE),
                scene,
                taken -> RATE,
                () -> {},
                Optional.of(average),
                STEPS,
                Draws.of(1),
                tape,
                phase -> {});
        for (int i = 0; i <= STEPS; i++) {
            step.measure();
            close(name + " z " + i, canvas.numbers.toFloats(), row(name + ".z", i));
            assertThat(step.losses()[1])
                    .as("%s loss %d", name, i)
                    .isCloseTo(fixture.read(name + ".losses")[i], within(1e-5));
            try (Tensor now = average.average()) {
                close(name + " average " + i, now.toFloats(), row(name + ".averages", i));
            }
            step.move();
        }
    }

    /** The gradient on what it holds is that of its loss: central differences in each direction that is tried. */
    @Test
    void theGradientIsThatOfTheLoss() {
        try (Buffers buffers = Buffers.create(Devices.automatic(), Tensor.Precision.DOUBLE)) {
            Tape tape = new Tape(buffers);
            for (boolean ofParameters : new boolean[] {true, false}) {
                Anchor anchor = new Anchor("init", ofParameters, step -> 3, tape, SHAPE);
                View view = new View(tape);
                double[] at = numbers(1);
                view.put(at);
                anchor.measure(view.look, new double[1]);
                double[] moved = numbers(2);
                double[] gradient = view.gradient(anchor, moved, ofParameters);
                for (int i = 0; i < moved.length; i += 7) {
                    double more = view.loss(anchor, moved, i, 1e-5);
                    double less = view.loss(anchor, moved, i, -1e-5);
                    assertThat(gradient[i]).isCloseTo((more - less) / 2e-5, within(1e-7));
                }
            }
        }
    }

    private static double[] numbers(long seed) {
        return new Random(seed).doubles(Tensor.length(SHAPE)).toArray();
    }

    private float[] row(String name, int number) {
        float[] all = fixture.read(name);
        int length = all.length / (STEPS + 1);
        return Arrays.copyOfRange(all, number * length, (number + 1) * length);
    }

    private static void close(String what, float[] actual, float[] expected) {
        assertThat(actual).as(what).containsExactly(expected, within(2e-5f));
    }

    /** The fixture's loss of prompts: a slope. */
    private final class Slope implements Term {
        @Override
        public List<String> names() {
            return List.of("slope");
        }

        @Override
        public void measure(Look look, double[] losses) {
            float[] slope = fixture.read("slope");
            try (Tensor gradient = look.tape().take(SHAPE)) {
                gradient.write(0, slope, 0, slope.length);
                look.tape().kernels().add(look.parameterGradient(), gradient);
            }
        }
    }

    /** A canvas of numbers that draws nothing. */
    private static final class Numbers implements Canvas {
        private final Tape tape;
        private final Tensor numbers;

        private Numbers(Tape tape) {
            this.tape = tape;
            this.numbers = tape.take(SHAPE);
        }

        @Override
        public void begin(float[] picture, RandomGenerator random) {
            throw new AssertionError("no start is asked for");
        }

        @Override
        public void beginAtRandom(RandomGenerator random) {
            throw new AssertionError("no start is asked for");
        }

        @Override
        public PictureSize size() {
            return new PictureSize(2, 2);
        }

        @Override
        public Tensor parameters() {
            return numbers;
        }

        @Override
        public void draw(Tensor picture, RandomGenerator random) {
            tape.kernels().fill(picture, 0);
        }

        @Override
        public void show(Tensor parameters, Tensor picture) {
            tape.kernels().fill(picture, 0);
        }

        @Override
        public void backward(Tensor pictureGradient, Tensor gradient) {
            pictureGradient.close();
        }

        @Override
        public void settle() {}
    }

    /** Numbers that are both parameters and picture. */
    private static final class View {
        private final Tensor numbers;
        private final Tensor ofPicture;
        private final Tensor ofParameters;
        private final StillLook look;

        private View(Tape tape) {
            this.numbers = tape.take(SHAPE);
            this.ofPicture = tape.take(SHAPE);
            this.ofParameters = tape.take(SHAPE);
            this.look = new StillLook(tape, 0, 0, numbers, ofPicture, numbers, ofParameters);
        }

        private void put(double[] values) {
            numbers.write(0, values);
            look.tape().kernels().fill(ofPicture, 0);
            look.tape().kernels().fill(ofParameters, 0);
        }

        private double loss(Term term, double[] values, int moved, double by) {
            double[] other = values.clone();
            other[moved] += by;
            put(other);
            double[] losses = new double[1];
            term.measure(look, losses);
            return losses[0];
        }

        private double[] gradient(Term term, double[] values, boolean parameters) {
            loss(term, values, 0, 0);
            assertThat((parameters ? ofPicture : ofParameters).toDoubles()).containsOnly(0);
            return (parameters ? ofParameters : ofPicture).toDoubles();
        }
    }
}
