package io.github.congeal.internal.sketcher;

/**
 * The codes of many pictures, with ten bits each: the lower eight bits of each code in one byte, and the upper two bits of
 * four codes in another, those of the first in its lowest bits. Separate arrays compress better.
 *
 * @param lower {@code [pictures, places]}
 * @param upper {@code [pictures, places / 4]}
 * @param places the codes of one picture; a multiple of four
 */
record PackedCodes(byte[] lower, byte[] upper, int places) {
    /** The number of different codes. */
    static final int DIFFERENT = 1 << 10;

    private static final int TOGETHER = 4;
    private static final int UPPER_BITS = 2;

    /** The number of pictures. */
    int pictures() {
        return lower.length / places;
    }

    /** The codes of a picture, in row-major order. */
    int[] of(int picture) {
        int[] codes = new int[places];
        for (int i = 0; i < places; i++) {
            codes[i] = code(picture * places + i);
        }
        return codes;
    }

    /** The first picture with a code of at least {@code limit}; -1 if there is none. */
    int firstBeyond(int limit) {
        if (limit >= DIFFERENT) {
            return -1;
        }
        for (int i = 0; i < lower.length; i++) {
            if (code(i) >= limit) {
                return i / places;
            }
        }
        return -1;
    }

    private int code(int index) {
        int two = upper[index / TOGETHER] >> index % TOGETHER * UPPER_BITS & (1 << UPPER_BITS) - 1;
        return Byte.toUnsignedInt(lower[index]) | two << Byte.SIZE;
    }
}
