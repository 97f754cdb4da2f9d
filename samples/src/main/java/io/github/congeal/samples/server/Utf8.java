package io.github.congeal.samples.server;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes text from clients: malformed UTF-8 is refused, not silently replaced. */
final class Utf8 {
    private Utf8() {}

    /**
     * Reads a text.
     *
     * @throws Refusal if the bytes are not UTF-8
     */
    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.of("the request is no text in UTF-8");
        }
    }
}
