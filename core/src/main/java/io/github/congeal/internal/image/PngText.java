package io.github.congeal.internal.image;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text in PNG files.
 *
 * <p>A PNG is a signature and chunks; a chunk is the length of its content, a type of four letters, the content, and a
 * checksum of type and content.
 */
final class PngText {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** The signature and the header chunk, which comes first in every PNG. */
    private static final int HEADER = SIGNATURE.length + 4 + 4 + 13 + 4;

    private static final String LAST_CHUNK = "IEND";

    /** Longer chunks are skipped: no settings are that long. */
    private static final int LONGEST = 1 << 20;

    /** Characters of text that are read from one file: a bound on what a hostile one can cost. */
    private static final int MOST_CHARACTERS = 4 << 20;

    /** No picture that is read has a longer file: of 100 million pixels, in 8 bytes each. */
    private static final long MOST_BYTES = 1L << 30;

    private static final Pattern TYPE = Pattern.compile("[A-Za-z]{4}");

    private PngText() {}

    /** A PNG with text added, given by keyword: one to 79 Latin-1 characters. */
    static byte[] insert(byte[] png, Map<String, String> text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(png.length + 1024);
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(png, 0, HEADER);
        for (Map.Entry<String, String> entry : text.entrySet()) {
            PngTextChunk chunk = PngTextChunk.of(entry.getKey(), entry.getValue());
            out.writeInt(chunk.content().length);
            out.writeBytes(chunk.type());
            out.write(chunk.content());
            out.writeInt(checksum(chunk));
        }
        out.write(png, HEADER, png.length - HEADER);
        return bytes.toByteArray();
    }

    /** Whether what follows in a stream begins as a PNG does. */
    static boolean begins(InputStream in) throws IOException {
        return Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE);
    }

    /**
     * The text in a file by keyword. A file that gives different texts with one keyword is refused.
     *
     * @param file its name, for messages
     * @param keyword which are read; others are not even decompressed
     */
    static Map<String, String> read(InputStream png, String file, Predicate<String> keyword) throws IOException {
        try {
            DataInputStream in = new DataInputStream(new BufferedInputStream(png));
            if (!begins(in)) {
                throw new IOException(file + " is not a PNG picture");
            }
            return readChunks(in, keyword);
        } catch (EOFException e) {
            throw new IOException(file + " is damaged: it ends too early", e);
        } catch (PngTextChunk.DamagedException e) {
            throw new IOException("%s is damaged: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static Map<String, String> readChunks(DataInputStream in, Predicate<String> keyword) throws IOException {
        Map<String, String> text = new LinkedHashMap<>();
        long characters = 0;
        long bytes = 0;
        while (true) {
            int length = in.readInt();
            String type = new String(readFully(in, 4), StandardCharsets.ISO_8859_1);
            if (length < 0) {
                throw new PngTextChunk.DamagedException("the length of a chunk is negative");
            }
            if (!TYPE.matcher(type).matches()) {
                throw new PngTextChunk.DamagedException("a chunk's type is not of four letters");
            }
            bytes += 12L + length;
            if (bytes > MOST_BYTES) {
                throw new PngTextChunk.DamagedException("it is longer than a picture's file can be");
            }
            if (type.equals(LAST_CHUNK)) {
                return text;
            }
            if (!PngTextChunk.isText(type) || length > LONGEST) {
                in.skipNBytes(length + 4L);
                continue;
            }
            PngTextChunk chunk = new PngTextChunk(type, readFully(in, length));
            if (in.readInt() != checksum(chunk)) {
                throw new PngTextChunk.DamagedException("the checksum of a piece of text is wrong");
            }
            String key = chunk.keyword();
            if (keyword.test(key)) {
                String value = chunk.text();
                characters += key.length() + value.length();
                if (characters > MOST_CHARACTERS) {
                    throw new PngTextChunk.DamagedException("its text is far longer than settings are");
                }
                String before = text.putIfAbsent(key, value);
                if (before != null && !before.equals(value)) {
                    throw new PngTextChunk.DamagedException(
                            "its text gives %s twice, in different ways".formatted(key));
                }
            }
        }
    }

    private static byte[] readFully(DataInputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    private static int checksum(PngTextChunk chunk) {
        CRC32 checksum = new CRC32();
        checksum.update(chunk.type().getBytes(StandardCharsets.ISO_8859_1));
        checksum.update(chunk.content());
        return (int) checksum.getValue();
    }
}
