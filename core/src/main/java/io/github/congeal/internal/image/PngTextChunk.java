package io.github.congeal.internal.image;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;

/**
 * A piece of text in a PNG: a keyword, a zero, and the text; as Latin-1 (tEXt), compressed Latin-1 (zTXt), or with more
 * fields before it as UTF-8, compressed or not (iTXt).
 */
final class PngTextChunk {
    private static final String LATIN = "tEXt";
    private static final String COMPRESSED_LATIN = "zTXt";
    private static final String INTERNATIONAL = "iTXt";

    /** Compressed text is cut off here, because a few bytes can stand for gigabytes. */
    private static final int LONGEST = 1 << 20;

    private final String type;
    private final byte[] content;
    private final int keywordEnd;

    /** A chunk as it stands in a file. */
    PngTextChunk(String type, byte[] content) throws DamagedException {
        this.type = type;
        this.content = content;
        this.keywordEnd = zero(0);
    }

    /** The chunk for a keyword and its text. */
    static PngTextChunk of(String keyword, String text) throws DamagedException {
        boolean latin =
                !keyword.equals(GenerationMark.PNG_KEYWORD) && text.chars().allMatch(PngTextChunk::isAllowedInLatin);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(keyword.getBytes(StandardCharsets.ISO_8859_1));
        content.write(0);
        if (!latin) {
            // Not compressed, by no method, in no language, with no translation of the keyword.
            content.writeBytes(new byte[4]);
        }
        content.writeBytes(text.getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
        return new PngTextChunk(latin ? LATIN : INTERNATIONAL, content.toByteArray());
    }

    private static boolean isAllowedInLatin(int character) {
        return character == '\n' || character >= 0x20 && character < 0x7f || character >= 0xa0 && character <= 0xff;
    }

    /** Whether chunks of that type hold text. */
    static boolean isText(String type) {
        return type.equals(LATIN) || type.equals(COMPRESSED_LATIN) || type.equals(INTERNATIONAL);
    }

    String type() {
        return type;
    }

    byte[] content() {
        return content;
    }

    String keyword() {
        return new String(content, 0, keywordEnd, StandardCharsets.ISO_8859_1);
    }

    String text() throws DamagedException {
        int begin = keywordEnd + 1;
        return switch (type) {
            case LATIN -> plain(begin, StandardCharsets.ISO_8859_1);
            case COMPRESSED_LATIN -> inflated(begin + 1, StandardCharsets.ISO_8859_1);
            default -> {
                int language = zero(begin + 2);
                int translation = zero(language + 1);
                yield content[begin] == 0
                        ? plain(translation + 1, StandardCharsets.UTF_8)
                        : inflated(translation + 1, StandardCharsets.UTF_8);
            }
        };
    }

    private String plain(int from, Charset charset) {
        return new String(content, from, content.length - from, charset);
    }

    private String inflated(int from, Charset charset) throws DamagedException {
        byte[] compressed = Arrays.copyOfRange(content, Math.min(from, content.length), content.length);
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            return new String(in.readNBytes(LONGEST), charset);
        } catch (IOException e) {
            throw new DamagedException("a piece of text cannot be decompressed");
        }
    }

    /** The place of the next zero, which ends a field. */
    private int zero(int from) throws DamagedException {
        for (int i = from; i < content.length; i++) {
            if (content[i] == 0) {
                return i;
            }
        }
        throw new DamagedException("a piece of text lacks the zero at the end of a field");
    }

    /** The file is no sound PNG. */
    static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1;

        DamagedException(String message) {
            super(message);
        }
    }
}
