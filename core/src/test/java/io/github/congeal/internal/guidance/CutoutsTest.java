package io.github.congeal.internal.guidance;

import static io.github.congeal.internal.guidance.Floats.assertClose;
import static io.github.congeal.internal.guidance.Floats.normal;
import static io.github.congeal.internal.guidance.Floats.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.tensor.AxisResampler;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.TestDevices;
import io.github.congeal.internal.tensor.Window;
import io.github.congeal.internal.tensor.host.HostDevice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
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
            List<Transform<?>> transforms = new ArrayList<>(parameters.transforms(k));
            transforms.add(GivenNoise.transform(fixture.get("noise.strength")[k], fixture.get("noise.values", k)));
            cutouts.add(new Cutout(crop(fixture.get("windows", k)), transforms));
        }
        compare(fixture, cutouts, CutoutMethods.of(io.github.congeal.control.CutoutMethod.AUGMENTED, 1));
    }

    @Test
    void plainCutoutsAreTheReferences() {
        Fixture fixture = Fixture.read("plain");
        List<Cutout> cutouts = new ArrayList<>();
        for (int k = 0; k < fixture.shape("out")[0]; k++) {
            cutouts.add(new Cutout(crop(fixture.get("windows", k)), List.of(Colour.CLAMP)));
        }
        compare(fixture, cutouts, CutoutMethods.of(io.github.congeal.control.CutoutMethod.PLAIN, 1));
    }

    private static Window crop(float[] window) {
        return new Window((int) window[0], (int) window[1], AxisResampler.of((int) window[2], (int) window[3]));
    }

    private static void compare(Fixture fixture, List<Cutout> all, CutoutMethod method) {
        int[] picture = fixture.shape("image");
        for (Way way : Way.values()) {
            float[][] found = run(
                    way.device(),
                    new PictureSize(picture[1], picture[0]),
                    fixture.shape("out")[1],
                    all.size(),
                    method,
                    all,
                    fixture.get("image"),
                    fixture.get("outGradient"));
            assertClose(way + ", pixels", found[0], fixture.get("out"), 2e-5);
            assertClose(way + ", gradient", found[1], fixture.get("imageGradient"), 5e-5);
        }
    }

    /** Pixels and picture gradient. */
    private static float[][] run(
            Device device,
            PictureSize picture,
            int size,
            int chunk,
            CutoutMethod method,
            List<Cutout> all,
            float[] image,
            float[] gradient) {
        int cutout = size * size * 3;
        float[] pixels = new float[all.size() * cutout];
        try (Buffers buffers = Buffers.create(device)) {
            Tape tape = new Tape(buffers);
            Tensor turnedTo = tape.take(1, picture.height(), picture.width(), 3);
            turnedTo.write(0, image, 0, image.length);
            PictureCutouts cutouts = new PictureCutouts(picture.height(), picture.width(), size, chunk, method, tape);
            Tensor pictureGradient = tape.take(1, picture.height(), picture.width(), 3);
            tape.kernels().fill(pictureGradient, 0);
            cutouts.turnTo(turnedTo);
            for (int from = 0; from < all.size(); from += chunk) {
                List<Cutout> some = all.subList(from, Math.min(from + chunk, all.size()));
                try (Tensor part = tape.take(some.size(), size, size, 3)) {
                    cutouts.forward(some, part);
                    part.read(0, pixels, from * cutout, some.size() * cutout);
                    part.write(0, gradient, from * cutout, some.size() * cutout);
                    cutouts.backward(some, part, pictureGradient);
                }
            }
            return new float[][] {pixels, pictureGradient.toFloats()};
        }
    }

    @ParameterizedTest
    @CsvSource({
        "augmented, 1",
        "augmented, 5",
        "augmented, 12",
        "plain, 1",
        "plain, 7",
        "pytti, 5",
    })
    void chunksChangeNothing(String method, int chunk) {
        float[][] reference = run(method, COUNT);
        float[][] other = run(method, chunk);
        assertThat(other[0]).containsExactly(reference[0]);
        assertThat(other[1]).containsExactly(reference[1]);
    }

    @ParameterizedTest
    @CsvSource({"augmented, 1", "augmented, 3", "plain, 3", "pytti, 3"})
    void threadsChangeNothing(String method, int threads) {
        float[][] reference = run(method, COUNT);
        float[][] other = run(new HostDevice(threads), method, 5, 11);
        assertThat(other[0]).containsExactly(reference[0]);
        assertThat(other[1]).containsExactly(reference[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "pixray"})
    void pooledCutoutsChangeInTheirLastDigitsAlone(String method) {
        float[][] reference = run(new HostDevice(1), method, 5, 11);
        float[][] threads = run(new HostDevice(3), method, 5, 11);
        assertThat(threads[0]).containsExactly(reference[0]);
        assertThat(threads[1]).containsExactly(reference[1]);
        float[][] together = run(method, COUNT);
        assertThat(together[0]).containsExactly(reference[0]);
        assertClose("gradient", together[1], reference[1], 1e-5);
    }

    private static CutoutMethod named(String method) {
        return CutoutMethods.of(io.github.congeal.control.CutoutMethod.FORM.read(method), 1);
    }

    /** Pixels and picture gradient of one seed. */
    private static float[][] run(String method, int chunk) {
        return run(method, chunk, 11);
    }

    private static float[][] run(String method, int chunk, long seed) {
        return run(TestDevices.host(), method, chunk, seed);
    }

    private static float[][] run(Device device, String method, int chunk, long seed) {
        CutoutMethod chosen = named(method);
        return run(
                device,
                new PictureSize(WIDTH, HEIGHT),
                SIZE,
                chunk,
                chosen,
                chosen.draw(HEIGHT, WIDTH, COUNT, SIZE, new SplittableRandom(seed)),
                uniform(HEIGHT * WIDTH * 3, 1),
                normal(COUNT * SIZE * SIZE * 3, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "augmented",
                "plain",
                "updated",
                "nr-updated",
                "updated-pooling",
                "latest",
                "pixray",
                "pytti",
                "latest(aspect=true)"
            })
    void theSameSeedDrawsTheSameAndAnotherDoesNot(String method) {
        assertThat(run(method, 4)[0]).containsExactly(run(method, 4)[0]);
        assertThat(run(method, 4, 12)[0]).isNotEqualTo(run(method, 4)[0]);
    }

    @ParameterizedTest
    @EnumSource
    void aPictureSmallerThanCutoutsIsEnlarged(Way way) {
        CutoutMethod method = CutoutMethods.of(io.github.congeal.control.CutoutMethod.PLAIN, 1);
        List<Cutout> drawn = method.draw(10, 14, 3, SIZE, new SplittableRandom(1));
        assertThat(drawn).allMatch(cutout -> cutout.window().width() == 10);
        float[] grey = new float[10 * 14 * 3];
        Arrays.fill(grey, 0.5f);
        float[] gradient = normal(3 * SIZE * SIZE * 3, 1);
        float[] pixels = run(way.device(), new PictureSize(14, 10), SIZE, 3, method, drawn, grey, gradient)[0];
        for (float pixel : pixels) {
            assertThat(pixel).isCloseTo(0.5f, within(1e-6f));
        }
    }

    @Test
    void whatComesFirstInAllListsIsDoneTogether() {
        Transform<?> noise = new Noise().with(new GaussianNoise(0.1f, 1));
        Transform<?> flip = Warp.flip(SIZE);
        List<Stage<?>> stages = Stage.of(
                List.of(Arrays.asList(noise, null, flip), Arrays.asList(null, null, flip), Arrays.asList(flip, null)));
        assertThat(stages).containsExactly(stage(noise, 0), stage(flip, 2), stage(flip, 0, 1));
    }

    private static <P> Stage<P> stage(Transform<P> transform, int... cutouts) {
        List<P> parameters = new ArrayList<>(Collections.nCopies(3, null));
        for (int k : cutouts) {
            parameters.set(k, transform.parameters());
        }
        return new Stage<>(transform.kind(), parameters);
    }

    @Test
    void aChunkThatIsTooLargeIsRefused() {
        try (Buffers buffers = Buffers.create(TestDevices.host())) {
            PictureCutouts cutouts = new PictureCutouts(
                    HEIGHT,
                    WIDTH,
                    SIZE,
                    2,
                    CutoutMethods.of(io.github.congeal.control.CutoutMethod.PLAIN, 1),
                    new Tape(buffers));
            List<Cutout> drawn = cutouts.draw(3, 0, new SplittableRandom(1));
            Tensor pixels = buffers.take(3, SIZE, SIZE, 3);
            assertThatThrownBy(() -> cutouts.forward(drawn, pixels))
                    .hasMessage("a chunk had 3 cutouts, but at most 2 were announced");
        }
    }
}
