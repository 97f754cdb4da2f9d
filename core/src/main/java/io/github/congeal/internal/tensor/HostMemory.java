package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Tensor.Precision;
import java.lang.ref.Cleaner;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Memory of the host that nobody has written yet, beginning on a border of 256 bytes, seen by ND4J as an array.
 *
 * <p>ND4J fills also those arrays with zeros that it calls uninitialised: half a second for 1.6 GB, and all of it is
 * resident from then on.
 */
final class HostMemory {
    private static final int BORDER = 256;
    private static final Cleaner CLEANER = Cleaner.create();

    private final INDArray array;
    /** For whoever forgets to free. */
    private final Cleaner.Cleanable freeing;

    private HostMemory(INDArray array, Cleaner.Cleanable freeing) {
        this.array = array;
        this.freeing = freeing;
    }

    /**
     * Room for so many numbers.
     *
     * @throws OutOfMemoryError if this process may not hold so much
     */
    static HostMemory allocate(long length, Precision precision) {
        long bytes = length * precision.bytes();
        MemoryLimit.require(bytes);
        Pointer raw = Pointer.malloc(bytes + BORDER);
        if (raw == null || raw.isNull()) {
            throw MemoryLimit.exceeded();
        }
        DataBuffer buffer =
                Nd4j.createBuffer(numbers(onBorder(raw), precision).capacity(length), length, precision.dataType());
        // Views, which may outlive this object, hold on to the buffer.
        Cleaner.Cleanable freeing = CLEANER.register(buffer, () -> Pointer.free(raw));
        return new HostMemory(Nd4j.create(buffer, new long[] {length}, new long[] {1}, 0, 'c'), freeing);
    }

    private static Pointer onBorder(Pointer raw) {
        return new BytePointer(raw).getPointer(Math.floorMod(-raw.address(), BORDER));
    }

    private static Pointer numbers(Pointer bytes, Precision precision) {
        return switch (precision) {
            case FLOAT -> new FloatPointer(bytes);
            case DOUBLE -> new DoublePointer(bytes);
            case INDEX -> new LongPointer(bytes);
        };
    }

    /** All of it, in one dimension. */
    INDArray array() {
        return array;
    }

    /** Frees it at once, whoever still looks at it; more often than once does nothing. */
    void free() {
        if (array.closeable()) {
            array.close();
        }
        freeing.clean();
    }
}
