package io.github.congeal.internal.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is drawn: windows inside of the picture up to its edges, augmentations as often as they should be. */
class DrawTest {
    private static final int COUNT = 20_000;

    /** Five standard deviations of a frequency of one half over that many draws. */
    private static final double CHANCE = 5 * 0.5 / Math.sqrt(COUNT);

    @Test
    void windowsReachAllEdgesAndNeverLeave() {
        RandomCrops crops = new RandomCrops(1);
        SplittableRandom random = new SplittableRandom(3);
        int[] sizes = new int[31];
        int outside = 0;
        int left = 0;
        int right = 0;
        int top = 0;
        int bottom = 0;
        for (int k = 0; k < COUNT; k++) {
            Crop crop = crops.draw(30, 40, 10, random);
            sizes[crop.size()]++;
            outside +=
                    crop.x() < 0 || crop.x() > 40 - crop.size() || crop.y() < 0 || crop.y() > 30 - crop.size() ? 1 : 0;
            left += crop.x() == 0 ? 1 : 0;
            right += crop.x() == 40 - crop.size() ? 1 : 0;
            top += crop.y() == 0 ? 1 : 0;
            bottom += crop.y() == 30 - crop.size() ? 1 : 0;
        }
        assertThat(outside).isZero();
        assertThat(List.of(left, right, top, bottom)).allMatch(times -> times > COUNT / 100);
        // The size is rounded down, so the shorter side itself is never chosen where there is a choice.
        for (int size = 0; size <= 30; size++) {
            double expected = size >= 10 && size < 30 ? 1 / 20.0 : 0;
            assertThat(sizes[size] / (double) COUNT).isCloseTo(expected, within(CHANCE));
        }
    }

    @Test
    void aPowerAboveOneFavoursSmallWindows() {
        RandomCrops crops = new RandomCrops(2);
        SplittableRandom random = new SplittableRandom(3);
        int small = 0;
        for (int k = 0; k < COUNT; k++) {
            small += crops.draw(110, 110, 10, random).size() < 35 ? 1 : 0;
        }
        assertThat(small / (double) COUNT).isCloseTo(0.5, within(CHANCE));
    }

    @Test
    void augmentationsFallAsOftenAsTheirProbabilities() {
        List<Cutout> drawn = new AugmentedCutouts().draw(64, 64, COUNT, 64, new SplittableRandom(4));
        assertThat(frequency(drawn, Flip.class)).isCloseTo(0.5, within(CHANCE));
        assertThat(frequency(drawn, Sharpen.class)).isCloseTo(0.4, within(CHANCE));
        assertThat(frequency(drawn, Warp.class)).isCloseTo(0.8 + 0.4, within(2 * CHANCE));
        assertThat(frequency(drawn, ColorJitter.class)).isCloseTo(0.7, within(CHANCE));
        assertThat(frequency(drawn, Noise.class)).isEqualTo(1);
    }

    private static double frequency(List<Cutout> cutouts, Class<? extends Transform> type) {
        return all(cutouts, type).size() / (double) cutouts.size();
    }

    private static <T extends Transform> List<T> all(List<Cutout> cutouts, Class<T> type) {
        List<T> found = new ArrayList<>();
        for (Cutout cutout : cutouts) {
            cutout.transforms().stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .forEach(found::add);
        }
        return found;
    }

    @Test
    void parametersFillTheirRanges() {
        List<Cutout> drawn = new AugmentedCutouts().draw(64, 64, COUNT, 64, new SplittableRandom(5));
        List<Sharpen> sharpen = all(drawn, Sharpen.class);
        assertThat(sharpen.stream().mapToDouble(Sharpen::factor).min().orElseThrow())
                .isBetween(0.0, 0.001);
        assertThat(sharpen.stream().mapToDouble(Sharpen::factor).max().orElseThrow())
                .isBetween(0.299, 0.3001);
        List<ColorJitter> jitter = all(drawn, ColorJitter.class);
        assertThat(jitter).allMatch(j -> j.brightness() == 1 && j.contrast() == 1);
        assertThat(jitter.stream().mapToDouble(ColorJitter::hue).min().orElseThrow())
                .isBetween(-0.01001, -0.00999);
        assertThat(jitter.stream().mapToDouble(ColorJitter::hue).max().orElseThrow())
                .isBetween(0.00999, 0.01001);
        assertThat(jitter.stream().mapToDouble(ColorJitter::saturation).min().orElseThrow())
                .isBetween(0.98999, 0.99001);
        assertThat(jitter.stream().mapToDouble(ColorJitter::saturation).max().orElseThrow())
                .isBetween(1.00999, 1.01001);
        assertThat(all(drawn, Noise.class).stream()
                        .mapToDouble(Noise::strength)
                        .average()
                        .orElseThrow())
                .isCloseTo(0.05, within(0.002));
    }

    @Test
    void colourChangesComeInOneOrderPerBatchAndInAnyOrder() {
        SplittableRandom random = new SplittableRandom(6);
        List<Object> orders = new ArrayList<>();
        for (int n = 0; n < 300; n++) {
            List<Cutout> drawn = new AugmentedCutouts().draw(8, 8, 20, 8, random);
            List<ColorJitter> jitter = all(drawn, ColorJitter.class);
            assertThat(jitter)
                    .extracting(ColorJitter::order)
                    .containsOnly(jitter.get(0).order());
            orders.add(jitter.get(0).order());
        }
        assertThat(orders.stream().distinct()).hasSize(24);
    }

    @Test
    void noiseIsNormalAndComesFromItsSeed() {
        int size = 100;
        float[] black = new float[size * size * 3];
        float[] noise = new float[black.length];
        float[] again = new float[black.length];
        new Noise(1, 7).forward(black, noise, size);
        new Noise(1, 7).forward(black, again, size);
        assertThat(noise).containsExactly(again);
        double sum = 0;
        double squares = 0;
        int beyond = 0;
        for (float value : noise) {
            sum += value;
            squares += value * value;
            beyond += Math.abs(value) > 1.959964 ? 1 : 0;
        }
        assertThat(sum / noise.length).isCloseTo(0, within(0.03));
        assertThat(squares / noise.length).isCloseTo(1, within(0.05));
        assertThat(beyond / (double) noise.length).isCloseTo(0.05, within(0.007));
    }
}
