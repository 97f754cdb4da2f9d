package io.github.congeal.internal.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.tensor.ColourFactors;
import io.github.congeal.internal.tensor.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is drawn: windows inside of the picture up to its edges, augmentations as often as they should be. */
class DrawTest {
    private static final int COUNT = 20_000;

    /** Five standard deviations of a frequency of one half over that many draws. */
    private static final double CHANCE = 5 * 0.5 / Math.sqrt(COUNT);

    @Test
    void windowsReachAllEdgesAndNeverLeave() {
        Framing crops = new Crops(step -> 1, OptionalInt.empty(), true);
        SplittableRandom random = new SplittableRandom(3);
        int[] sizes = new int[31];
        int outside = 0;
        int left = 0;
        int right = 0;
        int top = 0;
        int bottom = 0;
        for (int k = 0; k < COUNT; k++) {
            Window crop = crops.draw(30, 40, 1, 10, random).get(0);
            sizes[crop.width()]++;
            outside += crop.x() < 0 || crop.x() > 40 - crop.width() || crop.y() < 0 || crop.y() > 30 - crop.width()
                    ? 1
                    : 0;
            left += crop.x() == 0 ? 1 : 0;
            right += crop.x() == 40 - crop.width() ? 1 : 0;
            top += crop.y() == 0 ? 1 : 0;
            bottom += crop.y() == 30 - crop.width() ? 1 : 0;
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
        Framing crops = new Crops(step -> 2, OptionalInt.empty(), true);
        SplittableRandom random = new SplittableRandom(3);
        int small = 0;
        for (int k = 0; k < COUNT; k++) {
            small += crops.draw(110, 110, 1, 10, random).get(0).width() < 35 ? 1 : 0;
        }
        assertThat(small / (double) COUNT).isCloseTo(0.5, within(CHANCE));
    }

    @Test
    void augmentationsFallAsOftenAsTheirProbabilities() {
        List<Cutout> drawn = CutoutMethods.of(io.github.congeal.control.CutoutMethod.AUGMENTED, 1)
                .draw(64, 64, COUNT, 64, new SplittableRandom(4));
        double[] expected = {0.5, 0.4, 0.8, 0.4, 0.7, 1};
        for (int place = 0; place < expected.length; place++) {
            int found = 0;
            for (Cutout cutout : drawn) {
                found += cutout.transforms().get(place) == null ? 0 : 1;
            }
            assertThat(found / (double) COUNT).isCloseTo(expected[place], within(CHANCE));
        }
    }

    private static <T> List<T> all(List<Cutout> cutouts, Class<T> type) {
        List<T> found = new ArrayList<>();
        for (Cutout cutout : cutouts) {
            for (Transform<?> transform : cutout.transforms()) {
                if (transform != null && type.isInstance(transform.parameters())) {
                    found.add(type.cast(transform.parameters()));
                }
            }
        }
        return found;
    }

    @Test
    void parametersFillTheirRanges() {
        List<Cutout> drawn = CutoutMethods.of(io.github.congeal.control.CutoutMethod.AUGMENTED, 1)
                .draw(64, 64, COUNT, 64, new SplittableRandom(5));
        List<Float> sharpen = all(drawn, Float.class);
        assertThat(sharpen.stream().mapToDouble(Float::doubleValue).min().orElseThrow())
                .isBetween(0.0, 0.001);
        assertThat(sharpen.stream().mapToDouble(Float::doubleValue).max().orElseThrow())
                .isBetween(0.299, 0.3001);
        List<ColourFactors> jitter = all(drawn, ColourFactors.class);
        assertThat(jitter).allMatch(j -> j.brightness() == 1 && j.contrast() == 1);
        assertThat(jitter.stream().mapToDouble(ColourFactors::hue).min().orElseThrow())
                .isBetween(-0.01001, -0.00999);
        assertThat(jitter.stream().mapToDouble(ColourFactors::hue).max().orElseThrow())
                .isBetween(0.00999, 0.01001);
        assertThat(jitter.stream().mapToDouble(ColourFactors::saturation).min().orElseThrow())
                .isBetween(0.98999, 0.99001);
        assertThat(jitter.stream().mapToDouble(ColourFactors::saturation).max().orElseThrow())
                .isBetween(1.00999, 1.01001);
        assertThat(all(drawn, GaussianNoise.class).stream()
                        .mapToDouble(GaussianNoise::strength)
                        .average()
                        .orElseThrow())
                .isCloseTo(0.05, within(0.002));
    }

    @Test
    void colourChangesComeInOneOrderPerBatchAndInAnyOrder() {
        SplittableRandom random = new SplittableRandom(6);
        List<Object> orders = new ArrayList<>();
        for (int n = 0; n < 300; n++) {
            List<Cutout> drawn = CutoutMethods.of(io.github.congeal.control.CutoutMethod.AUGMENTED, 1)
                    .draw(8, 8, 20, 8, random);
            List<Kind<?>> kinds = new ArrayList<>();
            for (Cutout cutout : drawn) {
                for (Transform<?> transform : cutout.transforms()) {
                    if (transform != null && transform.kind() instanceof Colour) {
                        kinds.add(transform.kind());
                    }
                }
            }
            assertThat(kinds).containsOnly(kinds.get(0));
            orders.add(kinds.get(0));
        }
        assertThat(orders.stream().distinct()).hasSize(24);
    }

    @Test
    void noiseIsNormalAndComesFromItsSeed() {
        int size = 100;
        float[] noise = new float[size * size * 3];
        float[] again = new float[noise.length];
        new GaussianNoise(1, 7).draw(noise);
        new GaussianNoise(1, 7).draw(again);
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
