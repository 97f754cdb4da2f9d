package io.github.congeal.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.nn.HashWeights;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.GZIPInputStream;

/**
 * A file that a reference implementation wrote, kept without the elements of its tensors, which are those of
 * {@link HashWeights} ({@code outlines.py}, which says how it is kept).
 */
public final class Outline {
    private Outline() {}

    /** The file as it was, to the byte. */
    public static byte[] restore(InputStream outline) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(outline))) {
            file.write(in.readNBytes(in.readInt()));
            for (String name = in.readUTF(); !name.isEmpty(); name = in.readUTF()) {
                file.write(elements(name, in));
                file.write(in.readNBytes(in.readInt()));
            }
            byte[] content = file.toByteArray();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            assertThat(digest).as("the SHA-256 of the file").isEqualTo(in.readAllBytes());
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] elements(String name, DataInputStream in) throws IOException {
        int size = in.readUnsignedByte();
        long[] shape = new long[in.readUnsignedByte()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = in.readInt();
        }
        float[] values = HashWeights.values(name, shape);
        ByteBuffer bytes = ByteBuffer.allocate(size * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            if (size == Float.BYTES) {
                bytes.putFloat(value);
            } else {
                bytes.putShort(HalfPrecision.floatToFloat16(value));
            }
        }
        return bytes.array();
    }
}
