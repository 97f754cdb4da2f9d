package io.github.congeal.internal.sketcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlaceTest {
    private static final int SIDE = 32;

    private static void assertLooks(Place place, Predicate<Rgb> above, Predicate<Rgb> below) {
        for (int variant = 0; variant < Place.VARIANTS; variant++) {
            float[] picture = place.ground(variant).picture(SIDE);
            assertThat(above.test(mean(picture, 0))).as("sky of %d", variant).isTrue();
            assertThat(below.test(mean(picture, SIDE - 1)))
                    .as("ground of %d", variant)
                    .isTrue();
        }
    }

    private static Rgb mean(float[] picture, int row) {
        double[] sums = new double[3];
        for (int i = 0; i < 3 * SIDE; i++) {
            sums[i % 3] += picture[3 * SIDE * row + i] / SIDE;
        }
        return new Rgb(sums[0], sums[1], sums[2]);
    }

    @Test
    void theSkyOfAPlaceIsAboveItsGround() {
        Predicate<Rgb> blue = colour -> colour.blue() > colour.green() && colour.green() > colour.red();
        assertLooks(Place.GRASS, blue, colour -> colour.green() > Math.max(colour.red(), colour.blue()));
        assertLooks(Place.DESERT, blue, colour -> colour.red() > colour.green() && colour.green() > colour.blue());
        assertLooks(Place.SNOW, blue, colour -> colour.darkest() > 0.9);
        assertLooks(Place.SEA, colour -> colour.lightness() > 0.7, colour -> colour.lightness() < 0.5);
        assertLooks(Place.SUNSET, colour -> colour.chroma() > 0.2, colour -> colour.lightness() < 0.3);
        assertLooks(Place.NIGHT, colour -> colour.lightness() < 0.4, colour -> colour.lightness() < 0.15);
    }

    @ParameterizedTest
    @EnumSource
    void everyPlaceIsWithinTheRangeOfColours(Place place) {
        for (float value : place.ground(1).picture(SIDE)) {
            assertThat(value).isBetween(0f, 1f);
        }
    }

    @Test
    void aPlaceLooksOtherwiseInEachVariant() {
        List<float[]> nights = List.of(
                Place.NIGHT.ground(0).picture(SIDE),
                Place.NIGHT.ground(1).picture(SIDE),
                Place.NIGHT.ground(Place.VARIANTS).picture(SIDE));

        assertThat(nights.get(1)).isNotEqualTo(nights.get(0));
        assertThat(nights.get(2)).isEqualTo(nights.get(0));
    }

    @Test
    void ofSeveralPlacesTheLongerPhraseCounts() {
        assertThat(Place.of("a fish under the sea")).contains(Place.UNDERWATER);
        assertThat(Place.of("a boat on the sea under a blue sky")).contains(Place.SKY);
        assertThat(Place.of("the season")).isEmpty();
    }

    @Test
    void thingsStandOnTheGroundOfAPlaceThatHasOne() {
        Composition cat = Composition.of("a cat");
        Spot onGrass = cat.spots(Variation.NONE, Optional.of(Place.GRASS)).get(0);
        Spot inSpace = cat.spots(Variation.NONE, Optional.of(Place.SPACE)).get(0);
        Spot onPaper = cat.spots(Variation.NONE, Optional.empty()).get(0);

        assertThat(onGrass.y() + onGrass.extent()).isBetween(0.8, 0.95);
        assertThat(inSpace.y()).isZero();
        assertThat(onGrass.extent()).isLessThan(onPaper.extent());
        assertThat(onPaper).isEqualTo(Composition.ALONE.get(0));
    }

    @Test
    void severalThingsStandApartFromEachOtherInsideThePicture() {
        for (String prompt :
                List.of("two cats", "three cats", "four cats", "five cats", "six cats", "a cat and a dog")) {
            List<Spot> spots = Composition.of(prompt).spots(Variation.NONE, Optional.of(Place.SNOW));
            for (Spot spot : spots) {
                assertThat(Math.abs(spot.x()) + spot.extent()).as(prompt).isLessThan(1.02);
                assertThat(Math.abs(spot.y()) + spot.extent()).as(prompt).isLessThan(1.02);
                assertThat(spots.stream()
                                .filter(other ->
                                        Math.hypot(spot.x() - other.x(), spot.y() - other.y()) < 1.5 * spot.extent()))
                        .as(prompt)
                        .containsExactly(spot);
            }
        }
    }
}
