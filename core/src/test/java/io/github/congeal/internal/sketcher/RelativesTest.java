package io.github.congeal.internal.sketcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.nn.Weights;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RelativesTest {
    private final Relatives relatives = new Relatives(
            Map.of("moth", "butterfly", "raven", "black bird", "bat", "cricket bat"), Set.of("butterfly", "fruit bat"));

    @Test
    void aWordThatTheBookLacksIsLookedUpAsItsRelative() {
        assertThat(relatives.of(Subject.of("a moth"))).contains("butterfly");
        assertThat(relatives.of(Subject.of("a green moth with a hat"))).contains("butterfly");
        assertThat(relatives.of(Subject.of("an emperor moth"))).contains("butterfly");
    }

    @Test
    void whatTheBookHasNeedsNoRelative() {
        assertThat(relatives.of(Subject.of("a butterfly"))).isEmpty();
        assertThat(relatives.of(Subject.of("a fruit bat"))).isEmpty();
        assertThat(relatives.of(Subject.of("a whale"))).isEmpty();
    }

    @Test
    void theBookFindsTheRelativesDrawing() {
        try (Weights weights = TinySketcher.readerWeights()) {
            Reader reader = TinySketcher.reader(weights);
            Book book = Book.load(
                    SafetensorsReader.read(
                            BookBytes.sound().text("relatives", "qqq\tcat\n").toBytes(), "some.book"),
                    reader);
            int cat = 1;

            assertThat(book.nearest("a qqq", 1, count -> 0).entries()[0]).isEqualTo(cat);
            assertThat(book.nearest("a red qqq in the snow", 1, count -> 0).entries()[0])
                    .isEqualTo(cat);
        }
    }
}
