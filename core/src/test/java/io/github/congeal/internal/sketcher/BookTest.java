package io.github.congeal.internal.sketcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.nn.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BookTest {
    private static final int PLACES = TinySketcher.SIDE * TinySketcher.SIDE;
    private static final int SOLID = 1;
    private static final IntUnaryOperator FIRST = count -> 0;

    private final Weights sketcherWeights = TinySketcher.weights();
    private final Weights readerWeights = TinySketcher.readerWeights();
    private final Sketcher sketcher = TinySketcher.load(sketcherWeights);
    private final Reader reader = TinySketcher.reader(readerWeights);

    @AfterEach
    void free() {
        sketcherWeights.close();
        readerWeights.close();
    }

    private BookSketcher open(byte[] bytes) {
        return new BookSketcher(sketcher, reader, Book.load(SafetensorsReader.read(bytes, "some.book"), reader));
    }

    @Test
    void drawingsAreFoundByWhatTheyAreCalled() {
        BookSketcher found = open(BookBytes.sound().toBytes());
        Neighbours owls = found.book().nearest("owl", SOLID, FIRST);
        Neighbours birds = found.book().nearest("bird", SOLID, FIRST);

        assertThat(found.book().drawings()).extracting(Drawing::name).containsExactly("owl", "cat", "owl");
        assertThat(found.book().drawings().get(2))
                .isEqualTo(new Drawing("owl", 3, new DrawingSet("lines", "Lines", "public domain"), 300));
        assertThat(owls.entries()).containsExactly(0, 1, 2);
        assertThat(found.book().nearest("cat", SOLID, FIRST).entries()).containsExactly(1, 0, 2);
        assertThat(birds.likeness()[2]).isGreaterThan(birds.likeness()[0]);
        assertThat(found.book().nearest("owl", 0, FIRST).entries()).containsExactly(0, 2, 0);
        assertThat(found.book().codes(2)).startsWith(20, 21, 22).hasSize(PLACES);
    }

    @Test
    void aBookOfLaterIsReadOnceAndRefusedWhereItIsNone() {
        byte[] sound = BookBytes.sound().toBytes();
        List<byte[]> found = new ArrayList<>(List.of(Arrays.copyOf(sound, sound.length / 2), sound));
        BookSketcher later = new BookSketcher(
                sketcher, reader, () -> Book.load(SafetensorsReader.read(found.remove(0), "some.book"), reader));
        assertThat(found).hasSize(2);

        assertThatThrownBy(later::book).isInstanceOf(CheckpointException.class).hasMessageContaining("some.book");
        assertThat(later.book().drawings()).hasSize(3);
        assertThat(later.book()).isSameAs(later.book());
    }

    @Test
    void amongDrawingsThatAreEquallyNearTheCallerChooses() {
        BookBytes bytes =
                BookBytes.sound().u8("style", new int[] {3}, 1, 1, 1).u16("keys.text", new int[] {4}, 0, 1, 0, 0);
        Book book = open(bytes.toBytes()).book();
        List<Integer> counts = new ArrayList<>();

        assertThat(book.nearest("owl", SOLID, FIRST).entries()).containsExactly(0, 2, 0);
        assertThat(book.nearest("owl", SOLID, count -> {
                            counts.add(count);
                            return count - 1;
                        })
                        .entries())
                .containsExactly(2, 0, 2);
        assertThat(counts).containsExactly(2);
    }

    @Test
    void aStyleThatTheBookLacksFallsBackOnOthers() {
        BookSketcher found = open(BookBytes.sound().toBytes());
        Condition condition = found.condition("owl", 2, Variation.NONE, new Squares());

        assertThat(condition.style()).isEqualTo(SOLID);
        assertThat(condition.near()[0]).isEqualTo(found.book().codes(0));
    }

    @Test
    void theUpperBitsOfCodesAreThoseOfTheBook() {
        byte[] upper = new byte[3 * PLACES / 4];
        upper[0] = (byte) 0b11_10_01_00;
        Book book = Book.load(
                SafetensorsReader.read(
                        BookBytes.sound()
                                .u8("codes.upper", new int[] {3, PLACES / 4}, upper)
                                .toBytes(),
                        "some.book"),
                reader);
        assertThat(Arrays.copyOf(book.codes(0), 5)).containsExactly(0, 256 + 1, 512 + 2, 768 + 3, 4);
    }

    @Test
    void aConditionHasTheNeighboursFound() {
        BookSketcher found = open(BookBytes.sound().toBytes());
        Condition condition = found.condition("a cat", SOLID, Variation.NONE, new Squares());
        float[] meaning = reader.read(List.of("a cat"))[0];

        assertThat(condition.style()).isEqualTo(SOLID);
        assertThat(condition.arrangement()).isEqualTo(Composition.ONE);
        assertThat(condition.near()[0]).isEqualTo(found.book().codes(1));
        assertThat(condition.meaning()[3]).isCloseTo(meaning[3] * (float) Math.sqrt(10), within(1e-6f));
        assertThat(condition.words()).hasSize(5 * 6).endsWith(0, 0, 0, 0, 0, 0);
        assertThat(condition.keys()).hasSize(3 * 11);
        assertThat(condition.keys()[10])
                .isCloseTo((found.book().nearest("a cat", SOLID, FIRST).likeness()[0] - 0.7f) * 8, within(1e-6f));
        assertThat(found.nearest("a cat", SOLID, FIRST).get(0).get(0).name()).isEqualTo("cat");
    }

    @Test
    void twoThingsAreLaidOutBesideEachOther() {
        BookSketcher found = open(BookBytes.sound().toBytes());
        Squares squares = new Squares();
        Condition condition = found.condition("an owl and a cat", SOLID, Variation.NONE, squares);

        assertThat(condition.arrangement()).isEqualTo(Composition.SEVERAL);
        assertThat(squares.decoded).hasSize(2);
        assertThat(squares.decoded.get(0)).isEqualTo(nearest(found, "an owl"));
        assertThat(squares.decoded.get(1)).isEqualTo(nearest(found, "a cat"));
        // Dark in the middles of both halves, white above and below.
        assertThat(condition.near()[0][3 * 8]).isZero();
        assertThat(condition.near()[0][4 * 8 + 7]).isZero();
        assertThat(condition.near()[0][0]).isEqualTo(1);
        assertThat(condition.near()[0][PLACES - 1]).isEqualTo(1);
    }

    private static int[] nearest(BookSketcher sketcher, String thing) {
        return sketcher.book()
                .codes(sketcher.book().nearest(thing, SOLID, FIRST).entries()[0]);
    }

    /** A codec whose pictures are all black and whose codes tell whether a pixel is white. */
    private static final class Squares implements Codec {
        private final List<int[]> decoded = new ArrayList<>();

        @Override
        public float[] decode(int[] codes) {
            decoded.add(codes);
            return new float[PLACES * 3];
        }

        @Override
        public int[] encode(float[] picture) {
            int[] codes = new int[PLACES];
            for (int i = 0; i < PLACES; i++) {
                codes[i] = picture[3 * i] == 1 ? 1 : 0;
            }
            return codes;
        }
    }

    static Stream<Arguments> damages() {
        int[] three = {3};
        return Stream.of(
                Arguments.of(BookBytes.sound().metadata(""), "congeal.book: the metadata lack this"),
                Arguments.of(
                        BookBytes.sound().metadata("\"congeal.book\": \"solids\\tMIT\""),
                        "is not name, title and licence"),
                Arguments.of(BookBytes.sound().without("codes.upper"), "codes.upper: the file has no such tensor"),
                Arguments.of(
                        BookBytes.sound().u8("codes.upper", new int[] {3, 8}, new byte[24]),
                        "codes.upper: its shape is [3, 8], but the rest of the book calls for [3, 16]"),
                Arguments.of(
                        BookBytes.sound().u8("codes.lower", new int[] {96, 2}, new byte[192]),
                        "codes.lower: the shape [96, 2] is not that of a book's codes"),
                Arguments.of(
                        BookBytes.sound().u16("codes.lower", new int[] {3, 1}, 1, 2, 3),
                        "codes.lower: codes.lower U16[3, 1] is not U8 of 2 dimensions"),
                Arguments.of(
                        BookBytes.sound()
                                .u8("codes.lower", new int[] {3, 16}, new byte[48])
                                .u8("codes.upper", new int[] {3, 4}, new byte[12]),
                        "codes.lower: its pictures have 16 codes, but the sketcher's 64"),
                Arguments.of(
                        BookBytes.sound().u8("codes.upper", new int[] {3, 16}, upperBitsAt(20)),
                        "codes.lower: drawing 1 has codes beyond the 40 of the sketcher"),
                Arguments.of(BookBytes.sound().u8("style", three, 1, 4, 1), "style: drawing 1 is of style 4"),
                Arguments.of(BookBytes.sound().u8("style", three, 1, 2, 0), "style: drawing 2 is of style 0"),
                Arguments.of(
                        BookBytes.sound().u8("set", three, 0, 0, 2), "set: drawing 2 is of set 2, but there are 2"),
                Arguments.of(BookBytes.sound().u8("keys.count", three, 1, 0, 3), "keys.count: drawing 1 has no name"),
                Arguments.of(
                        BookBytes.sound().u8("keys.count", three, 1, 1, 255),
                        "keys.text: its shape is [4], but the rest of the book calls for [257]"),
                Arguments.of(
                        BookBytes.sound().u16("keys.text", new int[] {4}, 0, 1, 3, 2),
                        "keys.text: drawing 2 has the text 3, but there are 3"),
                Arguments.of(BookBytes.sound().texts("owl\n\nbird\n"), "texts: text 1 has 0 letters"),
                Arguments.of(BookBytes.sound().texts("owl\ncat\nbird"), "texts: the last text has no end"),
                Arguments.of(BookBytes.sound().texts("owl\ncat\n\n"), "texts: the last text is empty"),
                Arguments.of(BookBytes.sound().texts("\n".repeat(70_000)), "texts: 70,000 texts are not 1 to 65,536"),
                Arguments.of(BookBytes.sound().texts("x".repeat(300) + "\na\nb\n"), "texts: text 0 has 300 letters"),
                Arguments.of(
                        BookBytes.sound().text("relatives", "kitten cat\n"),
                        "relatives: the line \"kitten cat\" is not a word and a name"),
                Arguments.of(
                        BookBytes.sound().text("relatives", "kitten\tcat\ttabby\n"),
                        "tabby\" is not a word and a name"),
                Arguments.of(
                        BookBytes.sound().text("relatives", "kitten\tcat\nmoth"),
                        "relatives: the last text has no end"),
                Arguments.of(
                        BookBytes.sound().text("relatives", "kitten\tcat\n\n"), "relatives: the last text is empty"),
                Arguments.of(
                        BookBytes.sound().text("relatives", "x".repeat(300) + "\tcat\n"),
                        "relatives: text 0 has 304 letters"),
                Arguments.of(
                        BookBytes.sound().u16("relatives", new int[] {2}, 1, 2),
                        "relatives: relatives U16[2] is not U8 of 1 dimensions"));
    }

    private static byte[] upperBitsAt(int index) {
        byte[] upper = new byte[3 * PLACES / 4];
        upper[index] = 1;
        return upper;
    }

    @ParameterizedTest
    @MethodSource("damages")
    void aDamagedBookIsRefused(BookBytes book, String message) {
        byte[] bytes = book.toBytes();
        assertThatThrownBy(() -> open(bytes))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("some.book")
                .hasMessageContaining(message);
    }

    @Test
    void aBookThatWasCutShortIsRefused() {
        byte[] bytes = BookBytes.sound().toBytes();
        for (int length = 0; length < bytes.length; length += 50) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> open(part))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("some.book");
        }
    }
}
