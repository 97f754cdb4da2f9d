package io.github.congeal.video;

import java.io.IOException;

/** The bits of a unit of H.264, from which nothing is read beyond its end. */
final class AvcBits {
    /** Numbers have at most 32 bits behind as many zeros: H.264, section 9.1. */
    private static final int MOST_ZEROS = 31;

    private final byte[] bytes;
    private final int end;
    private int position;

    /** The bits behind the first byte, which tells the kind of unit. */
    AvcBits(byte[] unit) {
        bytes = new byte[unit.length];
        end = unescape(unit, bytes) * Byte.SIZE;
        position = Byte.SIZE;
    }

    /** Two zeros and a three become two zeros: the three is there so that nothing within looks like a unit's beginning. */
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

    /** A number of so many bits. */
    long bits(int count) throws IOException {
        long number = 0;
        for (int i = 0; i < count; i++) {
            number = number << 1 | (flag() ? 1 : 0);
        }
        return number;
    }

    /** A number of as many bits as it needs, behind as many zeros: {@code ue(v)}, and {@code se(v)} before its sign. */
    long number() throws IOException {
        int zeros = 0;
        while (!flag()) {
            if (++zeros > MOST_ZEROS) {
                throw new IOException("a number in its parameters has no end");
            }
        }
        return (1L << zeros) - 1 + bits(zeros);
    }

    /** Such a number, which has bounds. */
    int number(int most) throws IOException {
        long number = number();
        if (number > most) {
            throw new IOException(
                    "a number in its parameters is %d, but at most %d are allowed".formatted(number, most));
        }
        return (int) number;
    }

    /** {@code se(v)}. */
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
