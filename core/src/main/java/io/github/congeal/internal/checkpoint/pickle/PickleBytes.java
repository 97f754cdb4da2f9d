package io.github.congeal.internal.checkpoint.pickle;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads the operands of a pickle's instructions. Every length is checked against the remaining bytes before memory is
 * allocated.
 */
final class PickleBytes {
    /** The most digits or bytes of a number. */
    private static final int LONGEST_NUMBER = 255;

    private final ByteBuffer bytes;

    /** Reads from the buffer's position on. */
    PickleBytes(ByteBuffer bytes) {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    int position() {
        return bytes.position();
    }

    int unsignedByte() {
        need(Byte.BYTES);
        return Byte.toUnsignedInt(bytes.get());
    }

    int unsignedShort() {
        need(Short.BYTES);
        return Short.toUnsignedInt(bytes.getShort());
    }

    int signedInt() {
        need(Integer.BYTES);
        return bytes.getInt();
    }

    long unsignedInt() {
        return Integer.toUnsignedLong(signedInt());
    }

    long signedLong() {
        need(Long.BYTES);
        return bytes.getLong();
    }

    double bigEndianDouble() {
        return Double.longBitsToDouble(Long.reverseBytes(signedLong()));
    }

    byte[] take(long length) {
        need(length);
        byte[] taken = new byte[(int) length];
        bytes.get(taken);
        return taken;
    }

    String utf8(long length) {
        return new String(take(length), StandardCharsets.UTF_8);
    }

    /** A whole number in two's complement, little-endian: a Long, or a BigInteger if it does not fit. */
    Number longOf(long length) {
        if (length < 0 || length > LONGEST_NUMBER) {
            throw new PickleException("a number of " + length + " bytes");
        }
        byte[] littleEndian = take(length);
        byte[] bigEndian = new byte[littleEndian.length + 1];
        for (int i = 0; i < littleEndian.length; i++) {
            bigEndian[littleEndian.length - i] = littleEndian[i];
        }
        if (littleEndian.length > 0 && littleEndian[littleEndian.length - 1] < 0) {
            bigEndian[0] = -1;
        }
        return smallest(new BigInteger(bigEndian));
    }

    /** The text up to the next line feed, which is skipped. */
    String line() {
        for (int end = bytes.position(); end < bytes.limit(); end++) {
            if (bytes.get(end) == '\n') {
                String line = utf8(end - bytes.position());
                bytes.get();
                return line;
            }
        }
        throw new PickleException("it ends in the middle of a line");
    }

    /** A whole number in decimal digits on a line: a Long, or a BigInteger if it does not fit. */
    Number decimal() {
        String line = line();
        String digits = line.endsWith("L") ? line.substring(0, line.length() - 1) : line;
        if (digits.length() > LONGEST_NUMBER) {
            throw new PickleException("a number of " + digits.length() + " digits");
        }
        try {
            return smallest(new BigInteger(digits));
        } catch (NumberFormatException e) {
            throw new PickleException("'" + digits + "' is no number");
        }
    }

    double decimalFraction() {
        String line = line();
        try {
            return Double.parseDouble(line);
        } catch (NumberFormatException e) {
            throw new PickleException("'" + line + "' is no number");
        }
    }

    private static Number smallest(BigInteger number) {
        return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
    }

    private void need(long length) {
        if (length < 0 || length > bytes.remaining()) {
            throw new PickleException("it ends, or is cut short, where %s more bytes should follow"
                    .formatted(Long.toUnsignedString(length)));
        }
    }
}
