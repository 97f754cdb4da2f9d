package io.github.congeal.samples.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages files and texts, the same way for the same seed. */
public final class Mutator {
    private static final int MOST_CHANGES = 4;
    private static final int LONGEST_PIECE = 64;

    /** What upsets parsers of numbers, names, paths and brackets. */
    private static final List<String> PIECES = List.of(
            "-1",
            "0",
            "9999999999",
            "1e999",
            "-0.0",
            "NaN",
            "Infinity",
            "0x7fffffff",
            "\"",
            "'",
            "\\",
            "\\u0000",
            "\u0000",
            "\uFEFF",
            "\n",
            "\r\n\r\n",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            ":",
            "|",
            "||",
            ",",
            ";",
            "=",
            "%",
            "@",
            "..",
            "/",
            "null",
            "true",
            "é",
            "\u202E",
            "𝔘",
            "#",
            "&amp;",
            "&#x110000;",
            "<!--",
            "--");

    private final Random random;

    /** A mutator whose damage follows from a seed. */
    public Mutator(long seed) {
        random = new Random(seed);
    }

    /** A damaged copy of something sound. */
    public byte[] mutate(byte[] sound) {
        byte[] mutant = sound.clone();
        for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
            mutant = change(mutant);
        }
        return mutant;
    }

    /** A damaged text, which may have halves of characters in it. */
    public String mutate(String sound) {
        StringBuilder text = new StringBuilder(sound);
        for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(LONGEST_PIECE));
            switch (random.nextInt(6)) {
                case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> text.replace(at, Math.min(text.length(), at + 1), PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.insert(at, (char) random.nextInt(Character.MAX_VALUE));
                case 3 -> text.delete(at, end);
                case 4 -> text.insert(at, text.substring(at, end).repeat(random.nextInt(20)));
                default -> text.setLength(at);
            }
        }
        return text.toString();
    }

    private byte[] change(byte[] bytes) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        int at = random.nextInt(bytes.length);
        int end = Math.min(bytes.length, at + random.nextInt(LONGEST_PIECE));
        switch (random.nextInt(9)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            case 1 -> bytes[at] = (byte) random.nextInt();
            case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 8), (byte) (random.nextBoolean() ? 255 : 127));
            case 3 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 8), (byte) 0);
            case 4 -> System.arraycopy(bytes, at, bytes, random.nextInt(bytes.length - (end - at) + 1), end - at);
            case 5 -> bytes[at]++;
            case 6 -> {
                return splice(bytes, at, end, new byte[0]);
            }
            case 7 -> {
                byte[] piece = PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
                return splice(bytes, at, at, piece);
            }
            default -> {
                return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, at) : splice(bytes, at, at, range(bytes, at, end));
            }
        }
        return bytes;
    }

    private static byte[] range(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] piece) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream(bytes.length + piece.length);
        spliced.write(bytes, 0, from);
        spliced.writeBytes(piece);
        spliced.write(bytes, to, bytes.length - to);
        return spliced.toByteArray();
    }
}
