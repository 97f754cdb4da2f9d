package io.github.congeal.internal.sketcher;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.checkpoint.CheckpointFile;
import io.github.congeal.internal.checkpoint.DataType;
import io.github.congeal.internal.checkpoint.TensorInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads a book of N drawings from a safetensors file, which has the tensors
 *
 * <ul>
 *   <li>{@code codes.lower} U8 {@code [N, places]} and {@code codes.upper} U8 {@code [N, places / 4]}, see {@link
 *       PackedCodes};
 *   <li>{@code style}, {@code set} U8 {@code [N]} and {@code row} U16 {@code [N]};
 *   <li>{@code keys.count} U8 {@code [N]}: the number of names and keywords of each, its own name first; {@code
 *       keys.text} U16 {@code [sum of these]}: their indices among the texts;
 *   <li>{@code texts} U8 {@code [bytes]}: all texts, each ended by a line feed;
 *   <li>{@code relatives} U8 {@code [bytes]}, optional: lines of a word, a tab, and the name of a drawing to be used
 *       for it, each ended by a line feed;
 * </ul>
 *
 * and the metadata {@code congeal.book}: a line for each set with its name, title and licence between tabs.
 */
final class BookFile {
    static final String SETS = "congeal.book";
    private static final String LOWER = "codes.lower";
    private static final String UPPER = "codes.upper";
    private static final String STYLE = "style";
    private static final String SET = "set";
    private static final String ROW = "row";
    private static final String COUNT = "keys.count";
    private static final String KEYS = "keys.text";
    private static final String TEXTS = "texts";

    private static final String RELATIVES = "relatives";

    private static final int MOST_DRAWINGS = 1 << 16;
    private static final int MOST_PLACES = 1 << 16;
    private static final int LONGEST_TEXT = 200;
    private static final int PARTS = 3;

    private final CheckpointFile file;

    BookFile(CheckpointFile file) {
        this.file = file;
    }

    /**
     * The drawings.
     *
     * @throws CheckpointException if this is not a valid book
     */
    List<Drawing> drawings(String[] texts, int[][] keys) {
        List<DrawingSet> sets = sets();
        int[] style = numbers(STYLE, DataType.U8, keys.length);
        int[] set = numbers(SET, DataType.U8, keys.length);
        int[] row = numbers(ROW, DataType.U16, keys.length);
        List<Drawing> drawings = new ArrayList<>();
        for (int i = 0; i < keys.length; i++) {
            require(set[i] < sets.size(), SET, "drawing %s is of set %s, but there are %s", i, set[i], sets.size());
            drawings.add(new Drawing(texts[keys[i][0]], style[i], sets.get(set[i]), row[i]));
        }
        return drawings;
    }

    private List<DrawingSet> sets() {
        String text = file.metadata().get(SETS);
        require(text != null, SETS, "the metadata lack this: the file is not a book's");
        List<DrawingSet> sets = new ArrayList<>();
        for (String line : text.split("\n")) {
            String[] parts = line.split("\t", -1);
            require(parts.length == PARTS, SETS, "the line \"%s\" is not name, title and licence", line);
            sets.add(new DrawingSet(parts[0], parts[1], parts[2]));
        }
        return sets;
    }

    /** The codes of all drawings. */
    PackedCodes codes() {
        long[] shape = shape(LOWER, DataType.U8, 2);
        require(
                shape[0] >= 1
                        && shape[0] <= MOST_DRAWINGS
                        && shape[1] >= 1
                        && shape[1] <= MOST_PLACES
                        && shape[1] % 4 == 0,
                LOWER,
                "the shape %s is not that of a book's codes",
                Arrays.toString(shape));
        requireShape(UPPER, DataType.U8, shape[0], shape[1] / 4);
        require(shape[0] * shape[1] <= Integer.MAX_VALUE, LOWER, "%s codes are too many", Arrays.toString(shape));
        return new PackedCodes(file.readBytes(LOWER), file.readBytes(UPPER), (int) shape[1]);
    }

    /** The indices of each drawing's names and keywords among {@code texts} texts. */
    int[][] keys(int drawings, int texts) {
        int[] counts = numbers(COUNT, DataType.U8, drawings);
        int[] all = numbers(KEYS, DataType.U16, Arrays.stream(counts).sum());
        int[][] keys = new int[drawings][];
        int at = 0;
        for (int i = 0; i < drawings; i++) {
            require(counts[i] > 0, COUNT, "drawing %s has no name", i);
            keys[i] = Arrays.copyOfRange(all, at, at += counts[i]);
            for (int key : keys[i]) {
                require(key < texts, KEYS, "drawing %s has the text %s, but there are %s", i, key, texts);
            }
        }
        return keys;
    }

    /** The texts of all keys. */
    String[] texts() {
        return lines(TEXTS);
    }

    /** The relatives of words that are not among the texts. */
    Relatives relatives(String... texts) {
        if (!file.tensors().containsKey(RELATIVES)) {
            return Relatives.NONE;
        }
        Map<String, String> names = new HashMap<>();
        for (String line : lines(RELATIVES)) {
            int tab = line.indexOf('\t');
            require(
                    tab >= 0 && tab == line.lastIndexOf('\t'),
                    RELATIVES,
                    "the line \"%s\" is not a word and a name",
                    line);
            names.put(line.substring(0, tab), line.substring(tab + 1));
        }
        return new Relatives(names, Set.of(texts));
    }

    private String[] lines(String entry) {
        long[] shape = shape(entry, DataType.U8, 1);
        require(shape[0] <= (long) MOST_DRAWINGS * LONGEST_TEXT, entry, "%,d bytes of texts are too many", shape[0]);
        byte[] bytes = file.readBytes(entry);
        int count = 0;
        for (byte b : bytes) {
            count += b == '\n' ? 1 : 0;
        }
        require(count >= 1 && count <= MOST_DRAWINGS, entry, "%,d texts are not 1 to %,d", count, MOST_DRAWINGS);
        require(bytes[bytes.length - 1] == '\n', entry, "the last text has no end");
        String[] texts = new String(bytes, StandardCharsets.UTF_8).split("\n");
        require(texts.length == count, entry, "the last text is empty");
        for (int i = 0; i < count; i++) {
            int length = texts[i].length();
            require(length >= 1 && length <= LONGEST_TEXT, entry, "text %s has %s letters", i, length);
        }
        return texts;
    }

    private int[] numbers(String name, DataType type, long count) {
        requireShape(name, type, count);
        float[] values = file.read(name);
        int[] numbers = new int[values.length];
        Arrays.setAll(numbers, i -> (int) values[i]);
        return numbers;
    }

    private void requireShape(String name, DataType type, long... expected) {
        long[] shape = shape(name, type, expected.length);
        require(
                Arrays.equals(shape, expected),
                name,
                "its shape is %s, but the rest of the book calls for %s",
                Arrays.toString(shape),
                Arrays.toString(expected));
    }

    private long[] shape(String name, DataType type, int rank) {
        TensorInfo tensor = file.tensor(name);
        long[] shape = tensor.shape();
        require(
                tensor.dataType() == type && shape.length == rank,
                name,
                "%s is not %s of %s dimensions",
                tensor,
                type,
                rank);
        return shape;
    }

    private void require(boolean condition, String entry, String reason, Object... values) {
        if (!condition) {
            throw new CheckpointException(file.source(), entry, String.format(Locale.ROOT, reason, values));
        }
    }
}
