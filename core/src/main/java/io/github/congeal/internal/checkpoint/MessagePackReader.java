package io.github.congeal.internal.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads <a href="https://github.com/msgpack/msgpack/blob/master/spec.md">MessagePack</a>. Values become {@link Map} (in
 * order), {@link List}, {@link String}, {@link Long}, {@link Double}, {@link Boolean}, null, {@link Binary} and {@link
 * Extension}. The bytes of the last two are not copied, which libraries do.
 */
final class MessagePackReader {
    private static final int DEEPEST = 100;
    private static final int MOST_VALUES = 2_000_000;
    private static final int LONGEST_TEXT = 1 << 20;

    private final SegmentedBytes bytes;
    private final long end;
    private long position;
    private int values;

    /** A byte string, by its location in the file. */
    record Binary(long begin, long length) {}

    /** An extension type, whose meaning is defined by the application, by the location of its bytes in the file. */
    record Extension(int type, long begin, long length) {}

    /** The bytes are not valid MessagePack. */
    static final class MessagePackException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MessagePackException(String reason) {
            super(reason);
        }
    }

    /** Reads the values from {@code begin} to {@code end}, exclusive. */
    MessagePackReader(SegmentedBytes bytes, long begin, long end) {
        this.bytes = bytes;
        this.position = begin;
        this.end = end;
    }

    /** Whether everything has been read. */
    boolean isAtEnd() {
        return position == end;
    }

    /**
     * The next value.
     *
     * @throws MessagePackException if there is none, or if it is beyond the limits
     */
    @Nullable
    Object next() {
        return next(0);
    }

    private @Nullable Object next(int depth) {
        if (depth > DEEPEST || ++values > MOST_VALUES) {
            throw failure("values are nested deeper, or are more, than in any model");
        }
        int format = (int) unsigned(1);
        if (format < 0x80) return (long) format;
        if (format < 0x90) return map(format & 0x0f, depth);
        if (format < 0xa0) return list(format & 0x0f, depth);
        if (format < 0xc0) return text(format & 0x1f);
        if (format >= 0xe0) return (long) (byte) format;
        return switch (format) {
            case 0xc0 -> null;
            case 0xc2 -> false;
            case 0xc3 -> true;
            case 0xc4, 0xc5, 0xc6 -> binary(unsigned(1 << format - 0xc4));
            case 0xc7, 0xc8, 0xc9 -> extension(unsigned(1 << format - 0xc7));
            case 0xca -> (double) Float.intBitsToFloat((int) unsigned(4));
            case 0xcb -> Double.longBitsToDouble(unsigned(8));
            case 0xcc, 0xcd, 0xce, 0xcf -> unsigned(1 << format - 0xcc);
            case 0xd0 -> (long) (byte) unsigned(1);
            case 0xd1 -> (long) (short) unsigned(2);
            case 0xd2 -> (long) (int) unsigned(4);
            case 0xd3 -> unsigned(8);
            case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> extension(1 << format - 0xd4);
            case 0xd9, 0xda, 0xdb -> text(unsigned(1 << format - 0xd9));
            case 0xdc, 0xdd -> list(unsigned(2 << format - 0xdc), depth);
            case 0xde, 0xdf -> map(unsigned(2 << format - 0xde), depth);
            default -> throw failure("0x%02x begins no value".formatted(format));
        };
    }

    private Map<String, @Nullable Object> map(long size, int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (long i = 0; i < size; i++) {
            Object key = next(depth + 1);
            String name = key instanceof Long ? key.toString() : key instanceof String text ? text : null;
            if (name == null || map.containsKey(name)) {
                throw failure("the key of a map is neither text nor number, or comes twice");
            }
            map.put(name, next(depth + 1));
        }
        return map;
    }

    private List<@Nullable Object> list(long size, int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (long i = 0; i < size; i++) {
            list.add(next(depth + 1));
        }
        return list;
    }

    private String text(long length) {
        if (length > LONGEST_TEXT) {
            throw failure("a text of " + length + " bytes");
        }
        long begin = skip(length);
        return new String(bytes.copy(begin, (int) length), StandardCharsets.UTF_8);
    }

    private Binary binary(long length) {
        return new Binary(skip(length), length);
    }

    private Extension extension(long length) {
        int type = (byte) unsigned(1);
        return new Extension(type, skip(length), length);
    }

    /** A big-endian number of 1, 2, 4 or 8 bytes. */
    private long unsigned(int size) {
        ByteBuffer slice = bytes.slice(skip(size), size);
        long number = 0;
        for (int i = 0; i < size; i++) {
            number = number << 8 | Byte.toUnsignedLong(slice.get(i));
        }
        return number;
    }

    private long skip(long length) {
        if (length > end - position) {
            throw failure("the file ends, or is cut short, where %s more bytes should follow".formatted(length));
        }
        long begin = position;
        position += length;
        return begin;
    }

    private MessagePackException failure(String reason) {
        return new MessagePackException("at byte " + position + ": " + reason);
    }
}
