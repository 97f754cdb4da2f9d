package io.github.congeal.internal.sketcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.nn.Weights;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a prompt and a seed is seen in the picture that the sketcher is shown. */
class LayoutTest {
    private static final int SIDE = 32;
    private static final Rgb WHITE = new Rgb(1, 1, 1);
    private static final Rgb BLUE = new Rgb(0.1, 0.2, 0.9);

    private final Weights sketcherWeights = TinySketcher.weights();
    private final Weights readerWeights = TinySketcher.readerWeights();

    @AfterEach
    void free() {
        sketcherWeights.close();
        readerWeights.close();
    }

    /** What is encoded for a prompt; the book has an owl, a cat and a bird. */
    private float[] layout(String prompt, Variation variation) {
        return layout(prompt, variation, "owl\ncat\nbird\n");
    }

    private float[] layout(String prompt, Variation variation, String names) {
        Reader reader = TinySketcher.reader(readerWeights);
        byte[] book = BookBytes.sound().texts(names).toBytes();
        Seen seen = new Seen();
        new BookSketcher(
                        TinySketcher.load(sketcherWeights),
                        reader,
                        Book.load(SafetensorsReader.read(book, "some.book"), reader))
                .condition(prompt, 1, variation, seen);
        return seen.picture;
    }

    /** All drawings are a blue bar upright in the left half, whose upper end is dark. */
    private static final class Seen implements Codec {
        private float[] picture = drawing();

        private static float[] drawing() {
            float[] picture = new float[SIDE * SIDE * 3];
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                int x = pixel % SIDE;
                int y = pixel / SIDE;
                boolean inside = x >= 6 && x < 14 && y >= 4 && y < 28;
                Rgb colour = inside ? y < 8 ? new Rgb(0.1, 0.1, 0.1) : BLUE : WHITE;
                colour.put(picture, pixel);
            }
            return picture;
        }

        @Override
        public float[] decode(int[] codes) {
            return drawing();
        }

        @Override
        public int[] encode(float[] shown) {
            picture = shown.clone();
            return new int[TinySketcher.SIDE * TinySketcher.SIDE];
        }
    }

    private static Variation moved(double x, double y, double scale) {
        return new Variation(count -> 0, false, x, y, scale, Ground.WHITE, 0);
    }

    private static Variation mirrored() {
        return new Variation(count -> 0, true, 0, 0, 1, Ground.WHITE, 0);
    }

    private static List<Rgb> corners(float[] picture) {
        return List.of(
                Rgb.at(picture, 0),
                Rgb.at(picture, SIDE - 1),
                Rgb.at(picture, SIDE * (SIDE - 1)),
                Rgb.at(picture, SIDE * SIDE - 1));
    }

    /** Where what is not white lies in the middle: x and y in pixels. */
    private static double[] middle(float[] picture) {
        double[] sums = new double[3];
        for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
            double weight = Rgb.at(picture, pixel).distance(WHITE);
            sums[0] += weight * (pixel % SIDE);
            sums[1] += weight * (pixel / SIDE);
            sums[2] += weight;
        }
        return new double[] {sums[0] / sums[2], sums[1] / sums[2]};
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"an owl on a red background", "two owls against a red wall", "an owl with a red background"})
    void onARedBackgroundTheCornersAreRed(String prompt) {
        Rgb red = Paint.named("red").orElseThrow().rgb();
        assertThat(corners(layout(prompt, Variation.of(new SplittableRandom(5)))))
                .allSatisfy(corner -> assertThat(corner.distance(red)).isLessThan(0.01));
    }

    @Test
    void aPlaceSurroundsTheThing() {
        float[] picture = layout("an owl at night", Variation.NONE);
        assertThat(corners(picture))
                .allSatisfy(corner -> assertThat(corner.lightness()).isLessThan(0.4));
        assertThat(LongStream.range(0, SIDE * SIDE).mapToObj(pixel -> Rgb.at(picture, (int) pixel)))
                .anySatisfy(colour -> assertThat(colour.distance(BLUE)).isLessThan(0.1));
    }

    @Test
    void aNamedColourTakesThePlaceOfTheDrawings() {
        Rgb green = Paint.named("green").orElseThrow().rgb();
        float[] painted = layout("a green owl", Variation.NONE);
        float[] natural = layout("a blue owl", Variation.NONE);

        assertThat(Rgb.at(painted, 20 * SIDE + 10).distance(green)).isLessThan(0.2);
        assertThat(Rgb.at(painted, 6 * SIDE + 10).brightest()).isLessThan(0.3);
        assertThat(natural).isEqualTo(Seen.drawing());
    }

    @Test
    void anotherSeedMayMirrorTheThing() {
        float[] picture = layout("an owl", mirrored());
        float[] usual = Seen.drawing();

        assertThat(middle(usual)[0]).isLessThan(SIDE / 2.0 - 3);
        assertThat(middle(picture)[0]).isCloseTo(SIDE - 1 - middle(usual)[0], within(0.2));
        assertThat(middle(picture)[1]).isCloseTo(middle(usual)[1], within(0.2));
    }

    @Test
    void whatBearsLettersIsNotMirrored() {
        assertThat(layout("an owl sign", mirrored(), "owl sign\ncat sign\nbird sign\n"))
                .isEqualTo(Seen.drawing());
    }

    @Test
    void anotherSeedMayMoveTheThing() {
        double[] left = middle(layout("an owl", moved(-1, -1, 0.85)));
        double[] right = middle(layout("an owl", moved(1, 1, 0.85)));

        assertThat(right[0]).isGreaterThan(left[0] + 2);
        assertThat(right[1]).isGreaterThan(left[1] + 2);
    }

    @Test
    void seedsGivePaleGroundsOfTheirOwn() {
        List<Rgb> grounds = LongStream.range(0, 20)
                .mapToObj(seed -> Rgb.at(layout("an owl", Variation.of(new SplittableRandom(seed))), 0))
                .toList();

        assertThat(grounds).allSatisfy(ground -> assertThat(ground.darkest()).isGreaterThan(0.7));
        assertThat(grounds.stream().distinct()).hasSizeGreaterThan(5);
        assertThat(grounds).anySatisfy(ground -> assertThat(ground.darkest()).isGreaterThan(0.99));
    }

    @Test
    void theSameSeedGivesTheSameLayout() {
        float[] once = layout("an owl and a cat", Variation.of(new SplittableRandom(3)));
        float[] again = layout("an owl and a cat", Variation.of(new SplittableRandom(3)));
        float[] other = layout("an owl and a cat", Variation.of(new SplittableRandom(4)));

        assertThat(again).isEqualTo(once);
        assertThat(other).isNotEqualTo(once);
    }
}
