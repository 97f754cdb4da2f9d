package io.github.congeal.video;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A box of an MP4 file (ISO/IEC 14496-12, section 4): its length, its type of four Latin-1 letters, its content, which
 * may be further boxes.
 */
final class Box {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final String type;

    Box(String type) {
        this.type = type;
    }

    /** A box that begins with a version and flags. */
    Box(String type, int version, int flags) {
        this(type);
        u32(version << 24 | flags);
    }

    Box u8(int value) {
        content.write(value);
        return this;
    }

    Box u16(int value) {
        return u8(value >> 8).u8(value);
    }

    Box u32(long value) {
        return u16((int) (value >> 16)).u16((int) value);
    }

    Box zeros(int count) {
        return bytes(new byte[count]);
    }

    Box bytes(byte[] bytes) {
        content.writeBytes(bytes);
        return this;
    }

    /** Text in UTF-8, without a length or a terminator. */
    Box text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A type or code of four characters. */
    Box letters(String letters) {
        return bytes(letters.getBytes(StandardCharsets.ISO_8859_1));
    }

    Box box(Box inner) {
        return bytes(inner.toBytes());
    }

    /** The content, without the header. */
    byte[] content() {
        return content.toByteArray();
    }

    byte[] toBytes() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(content.size() + 8);
        whole.writeBytes(header(type, content.size()));
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }

    /** The header of a box, which its content follows. */
    static byte[] header(String type, long contentBytes) {
        return new Box("").u32(contentBytes + 8).letters(type).content.toByteArray();
    }
}
