package io.github.congeal.internal.sketcher;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a book of three drawings for the tiny sketcher, as {@code training/book_file.py} does, sound or not. */
final class BookBytes {
    static final String SETS = "solids\\tSolids (A. Maker)\\tMIT\\nlines\\tLines\\tpublic domain";

    private final Map<String, Part> parts = new LinkedHashMap<>();
    private String metadata = "\"congeal.book\": \"%s\"".formatted(SETS);

    private record Part(String type, int[] shape, byte[] bytes) {}

    /** A sound book: an owl and a cat that are solid, and an owl in lines, which is called a bird too. */
    static BookBytes sound() {
        int places = TinySketcher.SIDE * TinySketcher.SIDE;
        byte[] lower = new byte[3 * places];
        for (int i = 0; i < lower.length; i++) {
            lower[i] = (byte) (i / places * 10 + i % places % 10);
        }
        return new BookBytes()
                .u16("row", new int[] {3}, 0, 5, 300)
                .u16("keys.text", new int[] {4}, 0, 1, 0, 2)
                .u8("codes.lower", new int[] {3, places}, lower)
                .u8("codes.upper", new int[] {3, places / 4}, new byte[3 * places / 4])
                .u8("style", new int[] {3}, 1, 1, 3)
                .u8("set", new int[] {3}, 0, 0, 1)
                .u8("keys.count", new int[] {3}, 1, 1, 2)
                .texts("owl\ncat\nbird\n");
    }

    BookBytes metadata(String json) {
        metadata = json;
        return this;
    }

    BookBytes without(String name) {
        parts.remove(name);
        return this;
    }

    BookBytes texts(String text) {
        return text("texts", text);
    }

    BookBytes text(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return u8(name, new int[] {bytes.length}, bytes);
    }

    BookBytes u8(String name, int[] shape, int... numbers) {
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) numbers[i];
        }
        return u8(name, shape, bytes);
    }

    BookBytes u8(String name, int[] shape, byte[] bytes) {
        parts.put(name, new Part("U8", shape, bytes));
        return this;
    }

    BookBytes u16(String name, int[] shape, int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int number : numbers) {
            bytes.putShort((short) number);
        }
        parts.put(name, new Part("U16", shape, bytes.array()));
        return this;
    }

    byte[] toBytes() {
        StringBuilder header = new StringBuilder("{\"__metadata__\": {%s}".formatted(metadata));
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        parts.forEach((name, part) -> {
            int begin = data.size();
            data.writeBytes(part.bytes);
            header.append(", \"%s\": {\"dtype\": \"%s\", \"shape\": %s, \"data_offsets\": [%d, %d]}"
                    .formatted(name, part.type, Arrays.toString(part.shape), begin, data.size()));
        });
        byte[] json = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + json.length + data.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data.toByteArray())
                .array();
    }
}
