package io.github.congeal.internal.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The comment of a JPEG file: a segment of its own, in UTF-8. */
final class JpegComment {
    /** A JPEG begins with this marker of two bytes and the JFIF segment, which must stay in front. */
    private static final int START_OF_IMAGE = 2;

    private static final int COMMENT_MARKER = 0xfffe;
    private static final int LONGEST = 0xffff - 2;

    private JpegComment() {}

    /** A JPEG with a comment, which is cut off where it is too long for one. */
    static byte[] insert(byte[] jpeg, String comment) {
        if (comment.isEmpty()) {
            return jpeg;
        }
        byte[] text = comment.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, LONGEST);
        int jfif = START_OF_IMAGE + 2 + unsignedShort(jpeg, START_OF_IMAGE + 2);
        ByteArrayOutputStream out = new ByteArrayOutputStream(jpeg.length + length + 4);
        out.write(jpeg, 0, jfif);
        writeShort(out, COMMENT_MARKER);
        writeShort(out, length + 2);
        out.write(text, 0, length);
        out.writeBytes(Arrays.copyOfRange(jpeg, jfif, jpeg.length));
        return out.toByteArray();
    }

    private static int unsignedShort(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    private static void writeShort(ByteArrayOutputStream out, int value) {
        out.write(value >> 8);
        out.write(value);
    }
}
