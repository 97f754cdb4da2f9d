package io.github.congeal.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the content of a box of an MP4 file, never beyond its end, whatever lengths it claims. */
final class BoxReader {
    private static final int HEADER = 8;

    private final ByteBuffer content;

    BoxReader(ByteBuffer content) {
        this.content = content.duplicate();
    }

    int remaining() {
        return content.remaining();
    }

    /** The first inner box of a type after the current position, which does not change. */
    Optional<BoxReader> find(String type) throws IOException {
        BoxReader rest = new BoxReader(content);
        while (rest.remaining() >= HEADER) {
            Inner inner = rest.inner();
            if (inner.type.equals(type)) {
                return Optional.of(inner.content);
            }
        }
        return Optional.empty();
    }

    /** As {@link #find}, for a required box. */
    BoxReader get(String type) throws IOException {
        return find(type)
                .orElseThrow(() -> new IOException("it has no \"%s\" where there must be one".formatted(type)));
    }

    /** Reads the next inner box. */
    Inner inner() throws IOException {
        long length = u32();
        String type = letters();
        long bytes = length == 0 ? remaining() : length - HEADER;
        if (bytes < 0 || bytes > remaining()) {
            throw new IOException("a \"%s\" in it claims to have %s bytes".formatted(type, length));
        }
        ByteBuffer inside = content.slice(content.position(), (int) bytes);
        content.position(content.position() + (int) bytes);
        return new Inner(type, new BoxReader(inside));
    }

    /** A box in a box. */
    record Inner(String type, BoxReader content) {}

    BoxReader skip(int bytes) throws IOException {
        require(bytes);
        content.position(content.position() + bytes);
        return this;
    }

    int u8() throws IOException {
        require(1);
        return content.get() & 0xff;
    }

    int u16() throws IOException {
        require(2);
        return content.getShort() & 0xffff;
    }

    long u32() throws IOException {
        return i32() & 0xffffffffL;
    }

    int i32() throws IOException {
        require(4);
        return content.getInt();
    }

    long i64() throws IOException {
        require(8);
        return content.getLong();
    }

    /** Four characters of ASCII, with a question mark for each other byte, as in a damaged file. */
    String letters() throws IOException {
        return new String(bytes(4), StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", "?");
    }

    byte[] bytes(int count) throws IOException {
        require(count);
        byte[] bytes = new byte[count];
        content.get(bytes);
        return bytes;
    }

    /** Reads the number of entries of a table, and checks that so many of {@code bytesEach} bytes follow. */
    int entries(int bytesEach) throws IOException {
        long count = u32();
        if (count * bytesEach > remaining()) {
            throw new IOException("a table in it claims to have %s entries".formatted(count));
        }
        return (int) count;
    }

    private void require(int bytes) throws IOException {
        if (bytes < 0 || bytes > remaining()) {
            throw new IOException("it ends in the middle of a number or table");
        }
    }
}
