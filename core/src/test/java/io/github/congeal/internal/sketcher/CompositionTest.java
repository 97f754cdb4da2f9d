package io.github.congeal.internal.sketcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class CompositionTest {
    /** Of {@code composition_fixtures.py}. */
    @ParameterizedTest
    @CsvFileSource(resources = "compositions.csv", delimiter = ';', emptyValue = "", nullValues = "-")
    void promptsAreTakenApartAsByTheReference(
            String prompt, String things, int count, boolean stacked, String whole, String bare) {
        Composition composition = Composition.of(orEmpty(prompt));
        List<String> phrases = composition.things().stream().map(Thing::phrase).toList();
        assertThat(phrases).containsExactly(orEmpty(things).split("/"));
        assertThat(composition.count()).isEqualTo(count);
        assertThat(composition.stacked()).isEqualTo(stacked);
        assertThat(Subject.of(phrases.get(0))).isEqualTo(new Subject(orEmpty(whole), orEmpty(bare)));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    @ParameterizedTest
    @CsvSource({"a cat, 1, 1", "two cats, 2, 2", "a cat and a dog, 2, 2", "a sun above a house, 2, 2", "six fish, 6, 2"
    })
    void thereIsASpotForEachThing(String prompt, int spots, int arrangement) {
        Composition composition = Composition.of(prompt);
        assertThat(composition.spots()).hasSize(spots);
        assertThat(composition.arrangement()).isEqualTo(arrangement);
    }

    @Test
    void theUpperOfTwoThingsComesFirst() {
        assertThat(Composition.of("a house below the moon"))
                .isEqualTo(new Composition(List.of(Thing.of("the moon"), Thing.of("a house")), 1, true));
        assertThat(Composition.of("a house below the moon").spots().get(0).y()).isNegative();
    }
}
