package io.github.congeal.internal.checkpoint;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/**
 * How the elements of a tensor are stored in a file; the constants bear the names that the safetensors format gives
 * them.
 */
public enum DataType {
    /** IEEE 754 binary64. */
    F64(8),
    /** IEEE 754 binary32. */
    F32(4),
    /** IEEE 754 binary16. */
    F16(2),
    /** The upper half of a binary32. */
    BF16(2),
    /** Signed 64-bit integer. */
    I64(8),
    /** Unsigned 64-bit integer. */
    U64(8),
    /** Signed 32-bit integer. */
    I32(4),
    /** Unsigned 32-bit integer. */
    U32(4),
    /** Signed 16-bit integer. */
    I16(2),
    /** Unsigned 16-bit integer. */
    U16(2),
    /** Signed 8-bit integer. */
    I8(1),
    /** Unsigned 8-bit integer. */
    U8(1),
    /** One byte: 0 for false, which reads as 0; anything else for true, which reads as 1. */
    BOOL(1);

    /** The first magnitude that becomes infinite in {@link #F16}. */
    public static final float FLOAT16_OVERFLOW = HalfPrecision.FLOAT16_OVERFLOW;

    private static final int CHUNK = 1 << 10;

    private final int bytes;

    DataType(int bytes) {
        this.bytes = bytes;
    }

    /** The size of one element. */
    public int bytes() {
        return bytes;
    }

    /** Whether this type holds fractions. Only such types can be written. */
    public boolean isFloatingPoint() {
        return this == F64 || this == F32 || this == F16 || this == BF16;
    }

    /**
     * Appends all elements that remain in {@code source} to {@code target}, each as the nearest float.
     *
     * @param source a little-endian buffer with a whole number of elements remaining
     * @param target a buffer with room for them
     */
    void decode(ByteBuffer source, FloatBuffer target) {
        // A loop for each type, so that none pays for a call per element: models have a hundred million of them.
        switch (this) {
            case F32 -> target.put(source.asFloatBuffer());
            case F64 -> {
                while (source.hasRemaining()) target.put((float) source.getDouble());
            }
            case F16, BF16 -> decodeHalves(source, target);
            case I64 -> {
                while (source.hasRemaining()) target.put(source.getLong());
            }
            case U64 -> {
                while (source.hasRemaining()) target.put(unsignedToFloat(source.getLong()));
            }
            case I32 -> {
                while (source.hasRemaining()) target.put(source.getInt());
            }
            case U32 -> {
                while (source.hasRemaining()) target.put(Integer.toUnsignedLong(source.getInt()));
            }
            case I16 -> {
                while (source.hasRemaining()) target.put(source.getShort());
            }
            case U16 -> {
                while (source.hasRemaining()) target.put(Short.toUnsignedInt(source.getShort()));
            }
            case I8 -> {
                while (source.hasRemaining()) target.put(source.get());
            }
            case U8 -> {
                while (source.hasRemaining()) target.put(Byte.toUnsignedInt(source.get()));
            }
            case BOOL -> {
                while (source.hasRemaining()) target.put(source.get() == 0 ? 0 : 1);
            }
        }
    }

    /** By way of arrays: most elements of published models are of these types, and buffers check each access. */
    private void decodeHalves(ByteBuffer source, FloatBuffer target) {
        ShortBuffer halves = source.asShortBuffer();
        short[] bits = new short[Math.min(CHUNK, halves.remaining())];
        float[] values = new float[bits.length];
        while (halves.hasRemaining()) {
            int count = Math.min(bits.length, halves.remaining());
            halves.get(bits, 0, count);
            if (this == F16) {
                HalfPrecision.float16ToFloat(bits, values, count);
            } else {
                HalfPrecision.bfloat16ToFloat(bits, values, count);
            }
            target.put(values, 0, count);
        }
        source.position(source.limit());
    }

    /**
     * Appends all elements that remain in {@code source} to {@code target}, rounded to the nearest value of this type,
     * ties to even.
     *
     * @param source the elements
     * @param target a little-endian buffer with room for them
     * @throws IllegalStateException if this is not a floating-point type
     */
    public void encode(FloatBuffer source, ByteBuffer target) {
        switch (this) {
            case F32 -> {
                while (source.hasRemaining()) target.putFloat(source.get());
            }
            case F64 -> {
                while (source.hasRemaining()) target.putDouble(source.get());
            }
            case F16 -> {
                while (source.hasRemaining()) target.putShort(HalfPrecision.floatToFloat16(source.get()));
            }
            case BF16 -> {
                while (source.hasRemaining()) target.putShort(HalfPrecision.floatToBfloat16(source.get()));
            }
            default -> throw new IllegalStateException(this + " cannot hold fractions");
        }
    }

    private static float unsignedToFloat(long value) {
        // The bit shifted out stays on as a sticky bit, so that the conversion rounds only once.
        return value >= 0 ? value : (value >>> 1 | value & 1) * 2f;
    }
}
