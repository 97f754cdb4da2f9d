package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Wrap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The pictures that starts put on a canvas. */
class StartPicturesTest {
    private static final PictureSize SIZE = new PictureSize(48, 32);

    @Test
    void aGradientHasRedFromSideToSideAndGreenAndBlueFromTopToBottom() {
        float[] picture = picture(new ColourGradient(Wrap.NONE), 1);
        for (int y = 0; y < SIZE.height(); y++) {
            for (int x = 0; x < SIZE.width(); x++) {
                assertThat(at(picture, x, y, 0)).isEqualTo(at(picture, x, 0, 0));
                assertThat(at(picture, x, y, 1)).isEqualTo(at(picture, 0, y, 1));
                assertThat(at(picture, x, y, 2)).isEqualTo(at(picture, 0, y, 2));
            }
        }
        assertThat(at(picture, 0, 0, 0)).isZero();
        assertThat(at(picture, 0, 0, 1)).isZero();
        assertThat(at(picture, 47, 0, 0)).isBetween(1 / 255f, 254 / 255f);
        assertThat(at(picture, 23, 0, 0)).isBetween(0f, at(picture, 47, 0, 0));
        assertThat(at(picture, 0, 31, 2)).isBetween(3 / 255f, 127 / 255f);
    }

    @Test
    void aGradientOfOnePixelIsAColour() {
        assertThat(picture(new ColourGradient(Wrap.NONE), 1, new PictureSize(1, 1)))
                .hasSize(3)
                .doesNotContain(Float.NaN);
    }

    @Test
    void squaresHaveOneColourEachAndReachTheEdges() {
        float[] picture = picture(new RandomPixels(20, Wrap.NONE), 1);
        for (int c = 0; c < 3; c++) {
            assertThat(at(picture, 19, 19, c)).isEqualTo(at(picture, 0, 0, c));
            assertThat(at(picture, 20, 19, c)).isNotEqualTo(at(picture, 19, 19, c));
            assertThat(at(picture, 47, 31, c)).isEqualTo(at(picture, 40, 20, c));
        }
    }

    @Test
    void aTileOfSquaresMayBeVeryLong() {
        float[] down = picture(new RandomPixels(1, Wrap.BOTH), 1, new PictureSize(1, 50_000));
        float[] across = picture(new RandomPixels(1, Wrap.BOTH), 1, new PictureSize(50_000, 1));

        assertThat(across).isEqualTo(down);
        assertThat(down[3 * 49_999]).isNotEqualTo(down[3 * 49_998]);
    }

    @Test
    void noiseIsSmoothWithinItsCells() {
        float[] coarse = picture(new PerlinNoise(2, 1, 0.5, 1, Wrap.NONE), 1);
        float[] fine = picture(new PerlinNoise(16, 1, 0.5, 1, Wrap.NONE), 1);
        assertThat(roughness(coarse)).isLessThan(0.05);
        assertThat(roughness(fine)).isGreaterThan(3 * roughness(coarse));
        assertThat(roughness(picture(new PerlinNoise(2, 4, 0.5, 1, Wrap.NONE), 1)))
                .isGreaterThan(1.3 * roughness(coarse));
        assertThat(picture(new PerlinNoise(2, 4, 0, 1, Wrap.NONE), 1)).isEqualTo(coarse);
    }

    @Test
    void noiseSpansTheWholeRangeAndContrastPushesItApart() {
        float[] usual = picture(new PerlinNoise(4, 3, 0.5, 1, Wrap.NONE), 1);
        assertThat(usual).contains(0f, 1f);
        assertThat(extremes(picture(new PerlinNoise(4, 3, 0.5, 4, Wrap.NONE), 1)))
                .isGreaterThan(2 * extremes(usual));
        assertThat(picture(new PerlinNoise(4, 3, 0.5, 0, Wrap.NONE), 1)).containsOnly(0.5f);
    }

    @Test
    void noiseOfMoreCellsThanPixelsIsStillNoise() {
        float[] picture = picture(new PerlinNoise(1000, 16, 1, 100, Wrap.NONE), 1, new PictureSize(8, 8));
        assertThat(picture).doesNotContain(Float.NaN).contains(0f, 1f);
    }

    @Test
    void ofATileTheyGoOnAtTheOppositeSide() {
        for (Wrap wrap : Wrap.values()) {
            for (Start start : new Start[] {new ColourGradient(wrap), new PerlinNoise(3, 4, 0.5, 1, wrap)}) {
                float[] picture = picture(start, 1);
                assertThat(acrossTheSides(picture) < 2 * roughness(picture))
                        .as("%s, from right to left", start)
                        .isEqualTo(wrap.across());
                assertThat(acrossTopAndBottom(picture) < 2 * roughness(picture))
                        .as("%s, from bottom to top", start)
                        .isEqualTo(wrap.down());
            }
        }
    }

    @Test
    void ofATileNoSquareIsCut() {
        float[] picture = picture(new RandomPixels(20, Wrap.BOTH), 1);
        // 48 x 32 pixels in two squares across, and two of them down.
        for (int c = 0; c < 3; c++) {
            assertThat(at(picture, 23, 15, c)).isEqualTo(at(picture, 0, 0, c)).isNotEqualTo(at(picture, 24, 15, c));
            assertThat(at(picture, 47, 31, c)).isEqualTo(at(picture, 24, 16, c)).isNotEqualTo(at(picture, 24, 15, c));
        }
    }

    private static double acrossTheSides(float[] picture) {
        double sum = 0;
        for (int y = 0; y < SIZE.height(); y++) {
            for (int c = 0; c < 3; c++) {
                sum += Math.abs(at(picture, SIZE.width() - 1, y, c) - at(picture, 0, y, c));
            }
        }
        return sum / SIZE.height() / 3;
    }

    private static double acrossTopAndBottom(float[] picture) {
        double sum = 0;
        for (int x = 0; x < SIZE.width(); x++) {
            for (int c = 0; c < 3; c++) {
                sum += Math.abs(at(picture, x, SIZE.height() - 1, c) - at(picture, x, 0, c));
            }
        }
        return sum / SIZE.width() / 3;
    }

    @Test
    void theSeedDecides() {
        for (Start start : new Start[] {
            new ColourGradient(Wrap.NONE), new RandomPixels(4, Wrap.NONE), new PerlinNoise(8, 5, 0.5, 2, Wrap.NONE)
        }) {
            assertThat(picture(start, 1)).isEqualTo(picture(start, 1)).isNotEqualTo(picture(start, 2));
        }
    }

    /** The mean difference of neighbours. */
    private static double roughness(float[] picture) {
        double sum = 0;
        for (int i = 3; i < picture.length; i++) {
            sum += Math.abs(picture[i] - picture[i - 3]);
        }
        return sum / picture.length;
    }

    /** How many are very dark or very bright. */
    private static int extremes(float[] picture) {
        int count = 0;
        for (float value : picture) {
            count += value < 0.1 || value > 0.9 ? 1 : 0;
        }
        return count;
    }

    private static float at(float[] picture, int x, int y, int colour) {
        return picture[3 * (y * SIZE.width() + x) + colour];
    }

    private static float[] picture(Start start, long seed) {
        return picture(start, seed, SIZE);
    }

    private static float[] picture(Start start, long seed, PictureSize size) {
        Paper paper = new Paper(size);
        start.begin(paper, Draws.of(seed).random(Draws.BEFORE_THE_STEPS, "start"));
        assertThat(paper.picture).isNotNull();
        return paper.picture;
    }

    /** Keeps the picture that is put on it. */
    private static final class Paper implements Canvas {
        private final PictureSize size;
        private float @Nullable [] picture;

        private Paper(PictureSize size) {
            this.size = size;
        }

        @Override
        public void begin(float[] begun, RandomGenerator random) {
            picture = begun;
        }

        @Override
        public PictureSize size() {
            return size;
        }

        @Override
        public void beginAtRandom(RandomGenerator random) {
            throw new AssertionError("not asked for");
        }

        @Override
        public Tensor parameters() {
            throw new AssertionError("not asked for");
        }

        @Override
        public void draw(Tensor picture, RandomGenerator random) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void show(Tensor parameters, Tensor shown) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void backward(Tensor pictureGradient, Tensor gradient) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void settle() {}
    }
}
