package io.github.congeal.internal.guidance;

import static io.github.congeal.internal.guidance.Floats.assertClose;
import static io.github.congeal.internal.guidance.Floats.normal;
import static io.github.congeal.internal.guidance.Floats.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole cutout methods: against the reference with its own parameters, and the same whatever the chunks and threads.
 */
class CutoutsTest {
    private static final int HEIGHT = 50;
    private static final int WIDTH = 70;
    private static final int SIZE = 16;
    private static final int COUNT = 12;

    @Test
    void augmentedCutoutsAreTheReferences() {
        Fixture fixture = Fixture.read("augmented");
        KorniaParameters parameters = new KorniaParameters(
                fixture::get,
                List.of("RandomHorizontalFlip", "RandomSharpness", "RandomAffine", "RandomPerspective", "ColorJitter"),
                fixture.shape("out")[1]);
        List<Cutout> cutouts = new ArrayList<>();
        for (int k = 0; k < fixture.shape("out")[0]; k++) {
            List<Transform> transforms = new ArrayList<>(parameters.transforms(k));
            transforms.add(new GivenNoise(fixture.get("noise.strength")[k], fixture.get("noise.values", k)));
            cutouts.add(new Cutout(crop(fixture.get("windows", k)), transforms));
        }
        compare(fixture, cutouts, new AugmentedCutouts());
    }

    @Test
    void plainCutoutsAreTheReferences() {
        Fixture fixture = Fixture.read("plain");
        List<Cutout> cutouts = new ArrayList<>();
        for (int k = 0; k < fixture.shape("out")[0]; k++) {
            cutouts.add(new Cutout(crop(fixture.get("windows", k)), List.of(new ClampWithGradient())));
        }
        compare(fixture, cutouts, new PlainCutouts());
    }

    private static Crop crop(float[] window) {
        return new Crop((int) window[0], (int) window[1], AxisResampler.of((int) window[2], (int) window[3]));
    }

    private static void compare(Fixture fixture, List<Cutout> all, CutoutMethod method) {
        int[] picture = fixture.shape("image");
        float[] expected = fixture.get("out");
        Cutouts cutouts = new Cutouts(picture[0], picture[1], fixture.shape("out")[1], all.size(), method, 2);
        float[] out = new float[expected.length];
        cutouts.forward(fixture.get("image"), all, out);
        assertClose("pixels", out, expected, 2e-5);
        float[] gradient = new float[picture[0] * picture[1] * 3];
        cutouts.backward(all, fixture.get("outGradient").clone(), gradient);
        assertClose("gradient", gradient, fixture.get("imageGradient"), 5e-5);
    }

    @ParameterizedTest
    @CsvSource({"augmented, 1, 1", "augmented, 5, 2", "augmented, 12, 7", "plain, 1, 2", "plain, 7, 3"})
    void chunksAndThreadsChangeNothing(String method, int chunk, int threads) {
        float[][] reference = run(method, COUNT, 1);
        float[][] other = run(method, chunk, threads);
        assertThat(other[0]).containsExactly(reference[0]);
        assertThat(other[1]).containsExactly(reference[1]);
    }

    private static CutoutMethod named(String method) {
        return method.equals("plain") ? new PlainCutouts() : new AugmentedCutouts();
    }

    /** Pixels and picture gradient of one seed. */
    private static float[][] run(String method, int chunk, int threads) {
        Cutouts cutouts = new Cutouts(HEIGHT, WIDTH, SIZE, chunk, named(method), threads);
        List<Cutout> drawn = cutouts.draw(COUNT, new SplittableRandom(11));
        int cutout = SIZE * SIZE * 3;
        float[] image = uniform(HEIGHT * WIDTH * 3, 1);
        float[] gradient = normal(COUNT * cutout, 2);
        float[] pixels = new float[COUNT * cutout];
        float[] imageGradient = new float[image.length];
        for (int from = 0; from < COUNT; from += chunk) {
            int to = Math.min(from + chunk, COUNT);
            float[] part = new float[(to - from) * cutout];
            cutouts.forward(image, drawn.subList(from, to), part);
            System.arraycopy(part, 0, pixels, from * cutout, part.length);
            System.arraycopy(gradient, from * cutout, part, 0, part.length);
            cutouts.backward(drawn.subList(from, to), part, imageGradient);
        }
        return new float[][] {pixels, imageGradient};
    }

    @ParameterizedTest
    @ValueSource(strings = {"augmented", "plain"})
    void theSameSeedDrawsTheSameAndAnotherDoesNot(String method) {
        assertThat(run(method, 4, 2)[0]).containsExactly(run(method, 4, 2)[0]);
        Cutouts cutouts = new Cutouts(HEIGHT, WIDTH, SIZE, COUNT, named(method), 1);
        float[] pixels = new float[COUNT * SIZE * SIZE * 3];
        cutouts.forward(uniform(HEIGHT * WIDTH * 3, 1), cutouts.draw(COUNT, new SplittableRandom(12)), pixels);
        assertThat(pixels).isNotEqualTo(run(method, 4, 2)[0]);
    }

    @Test
    void aPictureSmallerThanCutoutsIsEnlarged() {
        Cutouts cutouts = new Cutouts(10, 14, SIZE, 3, new PlainCutouts(), 1);
        List<Cutout> drawn = cutouts.draw(3, new SplittableRandom(1));
        assertThat(drawn).allMatch(cutout -> ((Crop) cutout.view()).size() == 10);
        float[] pixels = new float[3 * SIZE * SIZE * 3];
        cutouts.forward(uniform(10 * 14 * 3, 1), drawn, pixels);
        cutouts.backward(drawn, pixels, new float[10 * 14 * 3]);
    }

    @Test
    void aChunkThatIsTooLargeIsRefused() {
        Cutouts cutouts = new Cutouts(HEIGHT, WIDTH, SIZE, 2, new PlainCutouts(), 1);
        List<Cutout> drawn = cutouts.draw(3, new SplittableRandom(1));
        assertThatThrownBy(() -> cutouts.forward(new float[0], drawn, new float[0]))
                .hasMessage("a chunk had 3 cutouts, but at most 2 were announced");
    }
}
