package io.github.congeal.internal.checkpoint;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The types of a tensor's elements in a file. The constants have the names of the safetensors format.
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

    /** The least magnitude that becomes infinite in {@link #F16}. */
    public static final float FLOAT16_OVERFLOW = HalfPrecision.FLOAT16_OVERFLOW;

    private static final int CHUNK = 1 << 10;

    private final int bytes;

    DataType(int bytes) {
        this.bytes = bytes;
    }

    /** The type with this name in NumPy and PyTorch, such as {@code float32}; null if it is not supported. */
    static @Nullable DataType named(String name) {
        return switch (name) {
            case "float64" -> F64;
            case "float32" -> F32;
            case "float16" -> F16;
            case "bfloat16" -> BF16;
            case "int64" -> I64;
            case "uint64" -> U64;
            case "int32" -> I32;
            case "uint32" -> U32;
            case "int16" -> I16;
            case "uint16" -> U16;
            case "int8" -> I8;
            case "uint8" -> U8;
            case "bool" -> BOOL;
            default -> null;
        };
    }

    /** The size of one element in bytes. */
    public int bytes() {
        return bytes;
    }

    /** Whether this is a floating-point type. Only such types can be {@linkplain #encode encoded}. */
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
        // A loop for each type avoids a call per element, of which models have hundreds of millions.
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

    /** Through arrays, since buffers check each access, and most published models have these types. */
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
        // The bit that is shifted out is kept as a sticky bit, so that the conversion rounds only once.
        return value >= 0 ? value : (value >>> 1 | value & 1) * 2f;
    }
}
