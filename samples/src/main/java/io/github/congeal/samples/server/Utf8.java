package io.github.congeal.samples.server;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What clients send as text: a character that was damaged on the way is refused, not replaced without a word. */
final class Utf8 {
    private Utf8() {}

    /**
     * Reads a text.
     *
     * @throws Refusal if the bytes are none
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
