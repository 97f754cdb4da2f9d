package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A stretch of native memory that tensors look at, with the number of its holders. */
final class Memory {
    private final long length;
    private final Precision precision;
    private final @Nullable Buffers owner;
    private final @Nullable INDArray flat;
    private final AtomicInteger holders = new AtomicInteger();

    private Memory(long length, Precision precision, @Nullable Buffers owner, @Nullable INDArray flat) {
        this.length = length;
        this.precision = precision;
        this.owner = owner;
        this.flat = flat;
    }

    /** Fresh memory; without an owner it is nobody's to recycle. */
    static Memory allocate(long length, Precision precision, @Nullable Buffers owner) {
        Backend.initialize();
        return new Memory(length, precision, owner, Nd4j.createUninitializedDetached(precision.dataType(), length));
    }

    /** Memory that is only counted, for finding out what a run would need. */
    static Memory imaginary(long length, Precision precision, Buffers owner) {
        return new Memory(length, precision, owner, null);
    }

    long length() {
        return length;
    }

    Precision precision() {
        return precision;
    }

    @Nullable
    INDArray view(long... shape) {
        return flat == null ? null : flat.reshape('c', shape);
    }

    boolean isImaginary() {
        return flat == null;
    }

    Pointer pointer() {
        return Objects.requireNonNull(flat).data().pointer();
    }

    void retain() {
        holders.incrementAndGet();
    }

    /** Whether one holder alone may write: never with weights, which belong to everybody. */
    boolean isExclusive() {
        return owner != null && holders.get() == 1;
    }

    void release() {
        if (owner == null) {
            return;
        }
        int left = holders.decrementAndGet();
        if (left < 0) {
            throw new IllegalStateException("a tensor was closed once too often");
        }
        if (left == 0) {
            owner.giveBack(this);
        }
    }

    void free() {
        if (flat != null && flat.closeable()) {
            flat.close();
        }
    }
}
