package io.github.congeal.internal.sketcher;

/**
 * Many pictures' codes, of ten bits each: a byte with the lower eight of each code, and a byte with the upper two of four
 * codes, those of the first in its lowest bits. Apart, because the bytes of like codes are alike: so a jar is smaller.
 *
 * @param lower {@code [pictures, places]}
 * @param upper {@code [pictures, places / 4]}
 * @param places the codes of one picture; a multiple of four
 */
record PackedCodes(byte[] lower, byte[] upper, int places) {
    /** So many different codes can be told. */
    static final int DIFFERENT = 1 << 10;

    private static final int TOGETHER = 4;
    private static final int UPPER_BITS = 2;

    /** How many pictures there are. */
    int pictures() {
        return lower.length / places;
    }

    /** The codes of a picture. */
    int[] of(int picture) {
        int[] codes = new int[places];
        for (int i = 0; i < places; i++) {
            codes[i] = code(picture * places + i);
        }
        return codes;
    }

    /** The first picture with a code that is not below a limit; -1 if there is none. */
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
