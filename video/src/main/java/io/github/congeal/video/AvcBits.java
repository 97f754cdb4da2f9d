package io.github.congeal.video;

import java.io.IOException;

/** Reads the bits of an H.264 NAL unit, never beyond its end. */
final class AvcBits {
    /** The most leading zeros of an Exp-Golomb code: H.264, section 9.1. */
    private static final int MOST_ZEROS = 31;

    private final byte[] bytes;
    private final int end;
    private int position;

    /** A reader of the bits after the first byte, which gives the type of the unit. */
    AvcBits(byte[] unit) {
        bytes = new byte[unit.length];
        end = unescape(unit, bytes) * Byte.SIZE;
        position = Byte.SIZE;
    }

    /**
     * Removes emulation prevention bytes: the 3 in 0, 0, 3 (H.264, section 7.4.1). Returns the length of {@code plain}.
     */
    private static int unescape(byte[] unit, byte[] plain) {
        int length = 0;
        int zeros = 0;
        for (byte some : unit) {
            if (zeros >= 2 && some == 3) {
                zeros = 0;
                continue;
            }
            zeros = some == 0 ? zeros + 1 : 0;
            plain[length++] = some;
        }
        return length;
    }

    boolean flag() throws IOException {
        if (position >= end) {
            throw new IOException("it ends in the middle of its parameters");
        }
        boolean set = (bytes[position / Byte.SIZE] & 0x80 >> position % Byte.SIZE) != 0;
        position++;
        return set;
    }

    /** An unsigned number of {@code count} bits, {@code u(n)}. */
    long bits(int count) throws IOException {
        long number = 0;
        for (int i = 0; i < count; i++) {
            number = number << 1 | (flag() ? 1 : 0);
        }
        return number;
    }

    /** An unsigned Exp-Golomb code, {@code ue(v)}. */
    long number() throws IOException {
        int zeros = 0;
        while (!flag()) {
            if (++zeros > MOST_ZEROS) {
                throw new IOException("a number in its parameters has no end");
            }
        }
        return (1L << zeros) - 1 + bits(zeros);
    }

    /** An unsigned Exp-Golomb code of at most {@code most}. */
    int number(int most) throws IOException {
        long number = number();
        if (number > most) {
            throw new IOException(
                    "a number in its parameters is %s, but at most %s are allowed".formatted(number, most));
        }
        return (int) number;
    }

    /** A signed Exp-Golomb code, {@code se(v)}. */
    long signed() throws IOException {
        long number = number();
        return number % 2 == 0 ? -number / 2 : (number + 1) / 2;
    }

    void skipNumbers(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            number();
        }
    }
}
