package io.github.congeal.cuda.engine;

import io.github.congeal.cuda.driver.GpuContext;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Memory of weights, which never change once they are written: what products need of them is kept beside them. */
final class WeightMemory extends GpuMemory {
    /** Its halves in both orders. */
    private static final int ORDERS = 2;
    /** What is shorter is no matrix worth counting. */
    private static final long MATRIX = 1 << 12;

    private final Map<List<Object>, Halves> halves = new HashMap<>();

    private final AtomicLong besides;
    private long own;

    /**
     * Memory of weights.
     *
     * @param besides counts the bytes that may come to be kept beside weights
     */
    WeightMemory(GpuContext context, long length, Precision precision, AtomicLong besides) {
        super(context, length, precision);
        this.besides = besides;
        this.own = precision == Precision.FLOAT && length >= MATRIX ? ORDERS * bytes() : 0;
        besides.addAndGet(own);
    }

    /**
     * The halves of a matrix.
     *
     * @param transposed whether it is taken transposed
     * @param maker makes them where they are not there yet
     */
    synchronized Halves halves(Tensor matrix, boolean transposed, Supplier<Halves> maker) {
        List<Object> key = List.of(matrix.offset(), Arrays.toString(matrix.shape()), transposed);
        return halves.computeIfAbsent(key, each -> maker.get());
    }

    @Override
    protected synchronized void release() {
        besides.addAndGet(-own);
        own = 0;
        halves.values().forEach(Halves::free);
        halves.clear();
        super.release();
    }
}
