package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.control.Canvas.Codebook;
import io.github.congeal.control.Control;
import io.github.congeal.control.Optimizer;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.guidance.CutoutMethods;
import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.nn.HashWeights;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Wrap;
import io.github.congeal.internal.vqgan.Vqgan;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The canvas of Crowson's codebook sampling notebook, against torch and in runs. */
class CodebookCanvasTest {
    private static final String FILE = "codebook.safetensors";
    private static final double TOLERANCE = 1e-4;
    private static final PictureSize SIZE = new PictureSize(24, 16);
    private static final int PLACES = 24;
    private static final int CODES = 64;

    private final Checkpoint fixture;

    CodebookCanvasTest() throws IOException {
        try (InputStream in = CodebookCanvasTest.class.getResourceAsStream(FILE)) {
            fixture = SafetensorsReader.read(in, FILE);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.congeal.internal.tensor.TestDevices#all")
    void whatIsDrawnItsGradientAndAStepAreTorchs(Device device) {
        try (Weights weights = weights(device);
                Buffers buffers = Buffers.create(device)) {
            Tape tape = new Tape(buffers);
            CodebookCanvas canvas = canvas(Vqgan.load(weights), tape);
            write(canvas.parameters(), fixture.read("logits"));
            Tensor picture = tape.take(1, SIZE.height(), SIZE.width(), 3);

            canvas.draw(picture, uniforms());
            assertClose("picture", picture.toFloats(), fixture.read("picture"));
            canvas.show(canvas.parameters(), picture);
            assertClose("shown", picture.toFloats(), fixture.read("shown"));

            Tensor pictureGradient = tape.take(picture.shape());
            write(pictureGradient, fixture.read("weights"));
            Tensor gradient = tape.take(canvas.parameters().shape());
            tape.kernels().fill(gradient, 0);
            canvas.backward(pictureGradient, gradient);
            assertClose("gradient", gradient.toFloats(), fixture.read("gradient"));

            Settings settings =
                    Settings.EMPTY.with(Control.OPTIMIZER, Optimizer.adamW().weightDecay(0));
            new Optimizers(tape, canvas.parameters().shape()).of(settings).step(0.05, canvas.parameters(), gradient);
            assertThat(canvas.parameters().toFloats()).containsExactly(fixture.read("after"), within(2e-4f));
        }
    }

    @Test
    void theGradientIsThatOfTheMeanOfAllCodes() {
        try (Weights weights = weights(Devices.automatic());
                Buffers buffers = Buffers.create(Devices.automatic())) {
            Tape tape = new Tape(buffers);
            Vqgan vqgan = Vqgan.load(weights);
            CodebookCanvas canvas = canvas(vqgan, tape);
            float[] logits = fixture.read("logits");
            write(canvas.parameters(), logits);
            Tensor picture = tape.take(1, SIZE.height(), SIZE.width(), 3);
            canvas.draw(picture, uniforms());
            write(picture, fixture.read("weights"));
            Tensor gradient = tape.take(canvas.parameters().shape());
            tape.kernels().fill(gradient, 0);
            canvas.backward(picture, gradient);
            double[] ofVectors = ofVectors(vqgan, tape);

            float[] found = gradient.toFloats();
            double scale = largest(found);
            for (int i = 0; i < found.length; i += 37) {
                double step = 1e-4;
                double more = function(logits, i, step, ofVectors, vqgan);
                double less = function(logits, i, -step, ofVectors, vqgan);
                assertThat((double) found[i])
                        .as("logit %d", i)
                        .isCloseTo((more - less) / (2 * step), within(1e-3 * scale));
            }
        }
    }

    /** The gradient with respect to the drawn codes' vectors. */
    private double[] ofVectors(Vqgan vqgan, Tape tape) {
        int[] drawn = new int[PLACES];
        for (int i = 0; i < PLACES; i++) {
            drawn[i] = (int) fixture.read("drawn")[i];
        }
        Drawing drawing = new Drawing(vqgan, Wrap.NONE, tape, phase -> {});
        Tensor picture = tape.take(1, SIZE.height(), SIZE.width(), 3);
        drawing.draw(vqgan.quantizer().lookUp(drawn, 4, 6, tape), picture);
        write(picture, fixture.read("weights"));
        try (Tensor gradient = drawing.backward(picture)) {
            return gradient.toDoubles();
        }
    }

    /** The sum of the mean vectors' numbers, each times its gradient, with one logit moved. */
    private static double function(float[] logits, int moved, double by, double[] ofVectors, Vqgan vqgan) {
        int channels = vqgan.quantizer().channels();
        int place = moved / CODES;
        double[] powers = new double[CODES];
        double sum = 0;
        for (int n = 0; n < CODES; n++) {
            int at = place * CODES + n;
            powers[n] = Math.exp(logits[at] + (at == moved ? by : 0));
            sum += powers[n];
        }
        double result = 0;
        for (int n = 0; n < CODES; n++) {
            float[] vector = vqgan.quantizer().lookUp(n);
            for (int d = 0; d < channels; d++) {
                result += powers[n] / sum * vector[d] * ofVectors[place * channels + d];
            }
        }
        return result;
    }

    @Test
    void aPictureThatIsPutOnItIsDrawnAsOftenAsSaid() {
        try (Weights weights = weights(Devices.automatic());
                Buffers buffers = Buffers.create(Devices.automatic())) {
            Tape tape = new Tape(buffers);
            Vqgan vqgan = Vqgan.load(weights);
            CodebookCanvas canvas =
                    new CodebookCanvas(new Codebook(0.8), vqgan, new PictureSize(96, 96), Wrap.NONE, tape, phase -> {});
            float[] picture = new float[96 * 96 * 3];
            Random values = new Random(2);
            for (int i = 0; i < picture.length; i++) {
                picture[i] = values.nextFloat();
            }
            canvas.begin(picture, Draws.of(1).random(0, "start"));
            int[] codes = canvas.codes();
            assertThat(codes).isEqualTo(new VqganCodec(vqgan, tape).encode(picture, 96, 96));
            double[] logits = canvas.parameters().toDoubles();
            for (int i = 0; i < codes.length; i += 50) {
                double[] row = Arrays.copyOfRange(logits, i * CODES, (i + 1) * CODES);
                double sum = Arrays.stream(row).map(Math::exp).sum();
                assertThat(Math.exp(row[codes[i]]) / sum).isCloseTo(0.8, within(1e-4));
            }
        }
    }

    @Test
    void aRunShowsTheLikeliestCodesAndItsLossesAreThoseOfTheDrawnOnes() {
        StepFixture step = StepFixture.load();
        try (Networks networks = step.networks();
                Run run = preparation(networks, step).newRun()) {
            byte[] shown = run.picture();
            assertThat(run.picture()).isEqualTo(shown);
            float[] logits = run.parameters();
            double[] losses = run.losses();
            run.step();
            assertThat(run.parameters()).isNotEqualTo(logits);
            assertThat(run.losses()).isNotEqualTo(losses);
        }
    }

    @Test
    void aSavedRunGoesOnToTheVeryPixelsInTheMemoryThatWasPlanned() {
        StepFixture step = StepFixture.load();
        Map<String, float[]> tensors = new HashMap<>();
        Map<String, Long> numbers = new HashMap<>();
        try (Networks networks = step.networks()) {
            Preparation preparation = preparation(networks, step);
            byte[] expected;
            try (Run run = preparation.newRun()) {
                run.step();
                run.picture();
                int created = run.arraysCreated();
                run.state(new SavedStateTest.Written(tensors, numbers));
                run.step();
                run.step();
                expected = run.picture();
                assertThat(run.arraysCreated()).isEqualTo(created);
                assertThat((double) run.arrayBytes())
                        .isCloseTo(preparation.arrayBytes(), within(0.1 * run.arrayBytes()));
            }
            try (Run run = preparation.newRun()) {
                run.state(new SavedStateTest.Read(tensors, numbers));
                run.measure();
                run.step();
                run.step();
                assertThat(run.picture()).isEqualTo(expected);
            }
        }
    }

    @Test
    void theLossFalls() {
        StepFixture step = StepFixture.load();
        try (Networks networks = step.networks();
                Run run = preparation(networks, step).newRun()) {
            double before = 0;
            double after = 0;
            for (int i = 0; i < 60; i++) {
                before += i < 10 ? sum(run.losses()) : 0;
                after += i >= 50 ? sum(run.losses()) : 0;
                run.step();
            }
            assertThat(after).isLessThan(before);
        }
    }

    private static Preparation preparation(Networks networks, StepFixture step) {
        Settings settings = Tasks.settings(48, 32, 1, 5)
                .with(Control.CANVAS, new Codebook(0.9))
                .with(Control.OPTIMIZER, Optimizer.adamW().weightDecay(0))
                .with(Control.STEP_SIZE, Schedule.constant(0.3));
        return Tasks.prepare(
                networks,
                settings,
                step.goals().subList(0, 1),
                new RandomCodes(),
                CutoutMethods.of(io.github.congeal.control.CutoutMethod.PLAIN, 1));
    }

    private static double sum(double[] losses) {
        return Arrays.stream(losses).sum();
    }

    private Weights weights(Device device) {
        return new Weights(HashWeights.of(fixture.metadata().get("vqgan")), device);
    }

    private static CodebookCanvas canvas(Vqgan vqgan, Tape tape) {
        return new CodebookCanvas(new Codebook(0.9), vqgan, SIZE, Wrap.NONE, tape, phase -> {});
    }

    /** The fixture's numbers, one for each place. */
    private RandomGenerator uniforms() {
        float[] numbers = fixture.read("uniforms");
        int[] next = {0};
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("only numbers from 0 to 1 are drawn");
            }

            @Override
            public double nextDouble() {
                return numbers[next[0]++];
            }
        };
    }

    private static void write(Tensor tensor, float[] values) {
        tensor.write(0, values, 0, values.length);
    }

    private static double largest(float[] values) {
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static void assertClose(String what, float[] actual, float[] expected) {
        assertThat(actual).as(what).containsExactly(expected, within((float) (TOLERANCE * largest(expected))));
    }
}
