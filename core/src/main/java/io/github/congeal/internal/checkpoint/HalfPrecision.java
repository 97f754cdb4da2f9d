package io.github.congeal.internal.checkpoint;

/**
 * Conversion of the two 16-bit floating-point formats of model files, float16 and bfloat16, to and from {@code float}. The JDK
 * converts float16 only from Java 20 on.
 */
final class HalfPrecision {

    private static final int SIGN = 0x8000;
    private static final int FLOAT16_EXPONENT = 0x7c00;
    private static final int FLOAT_EXPONENT = 0x7f800000;

    /** The least magnitude that rounds to infinity: half a step above the largest finite float16, 65504. */
    static final float FLOAT16_OVERFLOW = 65520;

    private static final float SMALLEST_NORMAL_FLOAT16 = 0x1p-14f;

    private HalfPrecision() {}

    /** The value of an IEEE 754 binary16 number; exact. */
    static float float16ToFloat(short float16) {
        int magnitudeBits = (float16 & ~SIGN & 0xffff) << 13;
        // The exponent still has a bias of 15 instead of 127; the product corrects that, also for subnormal numbers.
        float magnitude = (float16 & FLOAT16_EXPONENT) == FLOAT16_EXPONENT
                ? Float.intBitsToFloat(magnitudeBits | FLOAT_EXPONENT)
                : Float.intBitsToFloat(magnitudeBits) * 0x1p112f;
        return (float16 & SIGN) == 0 ? magnitude : -magnitude;
    }

    /** The values of the first {@code count} binary16 numbers. */
    static void float16ToFloat(short[] float16, float[] values, int count) {
        float[] all = Float16Values.ALL;
        for (int i = 0; i < count; i++) {
            values[i] = all[float16[i] & 0xffff];
        }
    }

    /** A table of all 65,536 values: several times as fast as converting them, most of all before the code is compiled. */
    private static final class Float16Values {
        static final float[] ALL = new float[1 << Short.SIZE];

        static {
            for (int i = 0; i < ALL.length; i++) {
                ALL[i] = float16ToFloat((short) i);
            }
        }
    }

    /** The values of the first {@code count} bfloat16 numbers. */
    static void bfloat16ToFloat(short[] bfloat16, float[] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = bfloat16ToFloat(bfloat16[i]);
        }
    }

    /** The nearest IEEE 754 binary16 number, ties to even; magnitudes of 65520 and more become infinite. */
    static short floatToFloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & SIGN;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | FLOAT16_EXPONENT | 0x200);
        }
        if (magnitude >= FLOAT16_OVERFLOW) {
            return (short) (sign | FLOAT16_EXPONENT);
        }
        if (magnitude < SMALLEST_NORMAL_FLOAT16) {
            // Floats from 0.5 on are 2^-24 apart, as subnormal float16 numbers are, so the sum does the rounding.
            return (short) (sign | Float.floatToRawIntBits(magnitude + 0.5f) - Float.floatToRawIntBits(0.5f));
        }
        int rebiased = (bits & 0x7fffffff) - (127 - 15 << 23);
        return (short) (sign | roundToEven(rebiased, 13));
    }

    /** The value of a bfloat16 number, which is the upper half of a float; exact. */
    static float bfloat16ToFloat(short bfloat16) {
        return Float.intBitsToFloat(bfloat16 << 16);
    }

    /** The nearest bfloat16 number, ties to even. */
    static short floatToBfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) (bits >>> 16 | 0x40);
        }
        return (short) roundToEven(bits, 16);
    }

    /** Rounds the given number of low bits away, ties to even; a carry into the exponent is correct. */
    private static int roundToEven(int bits, int dropped) {
        int halfLessOne = (1 << dropped - 1) - 1;
        int odd = bits >>> dropped & 1;
        return bits + halfLessOne + odd >>> dropped;
    }
}
