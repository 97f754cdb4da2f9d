package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The arrays of one run, handed out and taken back: after the first step nothing is allocated any more.
 *
 * <p>Fresh native memory costs more than the arithmetic done on it (page faults), so memory goes from hand to hand by
 * its length. Not thread-safe: each run has its own.
 */
public final class Buffers implements AutoCloseable {
    private final Precision precision;
    private final boolean imaginary;
    final Map<Kind, ArrayDeque<Memory>> free = new HashMap<>();
    private final List<Memory> all = new ArrayList<>();
    private final HostArrays hostArrays = new HostArrays();
    private long bytes;

    /** What memory is interchangeable. */
    record Kind(long length, Precision precision) {}

    private Buffers(Precision precision, boolean imaginary) {
        this.precision = precision;
        this.imaginary = imaginary;
    }

    /** Buffers of float32. */
    public static Buffers create() {
        return create(Precision.FLOAT);
    }

    /** Buffers of the given precision. */
    public static Buffers create(Precision precision) {
        return new Buffers(precision, false);
    }

    /** Buffers without memory behind them: a run on them computes nothing but its {@link #bytes() need}. */
    public static Buffers imaginary() {
        return new Buffers(Precision.FLOAT, true);
    }

    /** Whether there is no memory behind the tensors. */
    public boolean isImaginary() {
        return imaginary;
    }

    /** The run's arrays in Java. */
    public HostArrays hostArrays() {
        return hostArrays;
    }

    /** A tensor with undefined content and one holder. */
    public Tensor take(long... shape) {
        return take(precision, shape);
    }

    /** A tensor of other numbers than usual, with undefined content and one holder. */
    public Tensor take(Precision other, long... shape) {
        Kind kind = new Kind(Tensor.length(shape), other);
        ArrayDeque<Memory> candidates = free.get(kind);
        Memory memory = candidates == null || candidates.isEmpty() ? allocate(kind) : candidates.pop();
        memory.retain();
        return new Tensor(memory, shape.clone());
    }

    private Memory allocate(Kind kind) {
        Memory memory = imaginary
                ? Memory.imaginary(kind.length, kind.precision, this)
                : Memory.allocate(kind.length, kind.precision, this);
        all.add(memory);
        bytes += kind.length * kind.precision.bytes();
        return memory;
    }

    void giveBack(Memory memory) {
        free.computeIfAbsent(new Kind(memory.length(), memory.precision()), kind -> new ArrayDeque<>())
                .push(memory);
    }

    /** How many arrays were created so far. */
    public int created() {
        return all.size();
    }

    /** How many bytes were created so far; nothing is freed before the end, so this is also the peak. */
    public long bytes() {
        return bytes;
    }

    /** Frees everything at once, also what is still held. */
    @Override
    public void close() {
        all.forEach(Memory::free);
        all.clear();
        free.clear();
    }
}
