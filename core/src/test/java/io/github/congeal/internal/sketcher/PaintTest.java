package io.github.congeal.internal.sketcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PaintTest {
    private static final String NONE = "-";

    /** Of {@code layout_fixtures.py}: the colour of the thing, that of its ground, and the place. */
    @ParameterizedTest
    @CsvFileSource(resources = "named.csv", delimiter = ';')
    void promptsNameColoursAndPlacesAsForTheReference(String prompt, String paint, String ground, String place) {
        assertThat(Paint.of(prompt).map(Paint::name).orElse(NONE)).isEqualTo(paint);
        assertThat(Ground.paint(prompt).map(Paint::name).orElse(NONE)).isEqualTo(ground);
        assertThat(Place.of(prompt).map(Place::name).orElse(NONE)).isEqualTo(place);
    }
}
