package io.github.congeal.internal.guidance;

import static io.github.congeal.internal.guidance.Floats.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.control.Regularizer;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pictures are judged by beside prompts, against torch and against its own differences. */
class PenaltiesTest {
    private record Result(double loss, double[] gradient) {
        float[] floats() {
            float[] floats = new float[gradient.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) gradient[i];
            }
            return floats;
        }
    }

    /** What a run would see of it: everything is measured twice, so that nothing may be left of the first time. */
    private static Result measure(
            Device device, Precision precision, String regularizer, int height, int width, double... picture) {
        Regularizer word = Regularizer.FORM.read(regularizer);
        PictureSize size = new PictureSize(width, height);
        try (Buffers buffers = Buffers.create(device, precision)) {
            Tape tape = new Tape(buffers);
            Term term = Penalties.term(word, step -> word.weight().at(step, 10), size, tape);
            Tensor gradient = tape.take(1, height, width, 3);
            tape.kernels().fill(gradient, 0);
            StillLook shown = StillLook.ofPicture(tape, tape.take(1, height, width, 3), gradient);
            shown.picture().write(0, picture);
            double[] losses = {Double.NaN};
            term.measure(shown, losses);
            int created = buffers.created();
            tape.kernels().fill(gradient, 0);
            term.measure(shown, losses);
            assertThat(buffers.created()).as("arrays after the first time").isEqualTo(created);
            return new Result(losses[0], gradient.toDoubles());
        }
    }

    private static String weighing1(String words) {
        return words.contains("(") ? words.replace("(", "(weight=1, ") : words + "(weight=1)";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "total-variation(form=squared)",
                "total-variation(form=crowson)",
                "total-variation(form=anisotropic)",
                "smoothness(form=plain)",
                "smoothness(form=clipped)",
                "smoothness(form=log)",
                "saturation",
                "contrast",
                "gamut(margin=0.1)",
                "symmetry(about=vertical)",
                "symmetry(about=horizontal)",
                "symmetry(about=half-turn)",
                "symmetry(about=quarter-turn)",
                "edges(colour=#ff8000, left=3, right=1, top=2, bottom=0, everywhere=0.5)",
                "palette(colours=#000000 #ff8000 #2040ff)",
            })
    void valuesAndGradientsAreTorchsAndTheDifferences(String words) {
        Fixture fixture = Fixture.read("regularizers");
        int[] shape = fixture.shape(words + ".picture");
        double[] picture = doubles(fixture.get(words + ".picture"));
        String regularizer = weighing1(words);
        for (Way way : Way.values()) {
            Result result = measure(way.device(), Precision.FLOAT, regularizer, shape[0], shape[1], picture);
            assertThat(result.loss).as("%s, %s", words, way).isCloseTo(fixture.get(words + ".value")[0], within(2e-6));
            assertClose(words + ", " + way, result.floats(), fixture.get(words + ".gradient"), 1e-5);
        }
        assertGradient(regularizer, shape[0], shape[1], picture);
    }

    private static void assertGradient(String regularizer, int height, int width, double... picture) {
        Device device = Devices.automatic();
        double[] gradient = measure(device, Precision.DOUBLE, regularizer, height, width, picture).gradient;
        for (int i = 0; i < picture.length; i += 7) {
            double[] moved = picture.clone();
            moved[i] += 1e-6;
            double up = measure(device, Precision.DOUBLE, regularizer, height, width, moved).loss;
            moved[i] -= 2e-6;
            double down = measure(device, Precision.DOUBLE, regularizer, height, width, moved).loss;
            assertThat(gradient[i]).as("%s at %d", regularizer, i).isCloseTo((up - down) / 2e-6, within(1e-7));
        }
    }

    private static List<String> ofOnePicture() {
        return List.of(
                "total-variation(form=anisotropic)",
                "smoothness(form=plain)",
                "smoothness(form=clipped)",
                "smoothness(form=log)",
                "saturation",
                "contrast",
                "palette(colours=#ffffff #000000)");
    }

    @ParameterizedTest
    @MethodSource("ofOnePicture")
    void aPlainPictureHasNoGradientThatIsNoNumber(String words) {
        double[] white = new double[6 * 5 * 3];
        Arrays.fill(white, 1);
        for (Way way : Way.values()) {
            Result result = measure(way.device(), Precision.FLOAT, weighing1(words), 6, 5, white);
            assertThat(result.loss).as(words).isCloseTo(0, within(1e-6));
            for (double value : result.gradient) {
                assertThat(value).as(words).isBetween(-1.0, 1.0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ofOnePicture")
    void aPictureMayBeOnePixelWideOrHigh(String words) {
        double[] colours = {0.3, 0.5, 0.8, 0.9, 0.2, 0.4, 0.1, 0.6, 0.7, 0.55, 0.35, 0.15};
        String regularizer = weighing1(words);
        assertGradient(regularizer, 1, 4, colours);
        assertGradient(regularizer, 4, 1, colours);
        assertGradient(regularizer, 1, 1, Arrays.copyOf(colours, 3));
        double across = measure(Way.HOST.device(), Precision.FLOAT, regularizer, 1, 4, colours).loss;
        double down = measure(Way.HOST.device(), Precision.FLOAT, regularizer, 4, 1, colours).loss;
        assertThat(down).as("a row and a column of the same pixels").isEqualTo(across);
    }

    @Test
    void aSinglePixelHasNoContrastAndIsSmooth() {
        for (String regularizer : new String[] {"contrast(weight=1)", "smoothness(weight=1, form=plain)"}) {
            Result result = measure(Way.HOST.device(), Precision.FLOAT, regularizer, 1, 1, 0.25, 0.5, 0.75);
            assertThat(result.loss).as(regularizer).isZero();
            assertThat(result.gradient).as(regularizer).containsOnly(0);
        }
    }

    @Test
    void aWeightMultipliesTheLossAndTheGradientAsItChanges() {
        double[] picture = doubles(Fixture.read("regularizers").get("saturation.picture"));
        Device device = Way.HOST.device();
        // The look is at step 5 of 10.
        Result once = measure(device, Precision.FLOAT, "saturation(weight=1)", 9, 12, picture);
        Result twice = measure(device, Precision.FLOAT, "saturation(weight=0: -1 | 100%: -3)", 9, 12, picture);
        assertThat(twice.loss).isCloseTo(-2 * once.loss, within(1e-9));
        assertThat(twice.gradient[4]).isCloseTo(-2 * once.gradient[4], within(1e-9));
    }

    @Test
    void aLatentOfOnePlaceDoesNotVary() {
        Result result =
                measure(Way.HOST.device(), Precision.FLOAT, "total-variation(of=latent)", 1, 1, 0.25, 0.5, 0.75);
        assertThat(result.loss).isZero();
        assertThat(result.gradient).containsOnly(0);
    }

    @Test
    void whatDoesNotSuitAPictureIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> measure(
                        Way.HOST.device(), Precision.FLOAT, "symmetry(about=quarter-turn)", 2, 1, new double[6]))
                .withMessageContaining("make it square");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> measure(Way.HOST.device(), Precision.FLOAT, "edges", 20, 30, new double[1800]))
                .withMessageContaining("the picture is 30x20")
                .withMessageContaining("leave something between them");
    }

    private static double[] doubles(float... values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
