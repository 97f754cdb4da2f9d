package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Allocates and recycles the arrays of one run: nothing is allocated after the first step.
 *
 * <p>Fresh native memory costs more than the arithmetic done on it, because of page faults. Arrays are therefore parts
 * of a few long stretches of memory (arenas), and a part that was given back is used again. After a dry run, one
 * stretch per precision is enough. Not thread-safe: each run has its own.
 */
public final class Buffers implements AutoCloseable {
    /** Arrays are aligned to this many elements, for the CPU's widest loads and for GPUs. */
    private static final int BORDER = 64;

    /** The length of a stretch in a dry run; the sum of two does not overflow. */
    private static final long ENDLESS = Long.MAX_VALUE / 4;

    private final Device device;
    private final Precision precision;
    private final boolean dry;
    private final BooleanSupplier cancelled;
    private final List<Stretch> stretches = new ArrayList<>();
    private final List<Memory> lasting = new ArrayList<>();
    private final List<Memory> uncounted = new ArrayList<>();
    private final List<Runnable> beforeClose = new ArrayList<>();
    private final HostArrays hostArrays = new HostArrays();
    private boolean aside;
    private boolean closed;

    private record Stretch(Memory memory, FreeSpace space) {}

    private Buffers(Device device, Precision precision, boolean dry, BooleanSupplier cancelled) {
        this.device = device;
        this.precision = precision;
        this.dry = dry;
        this.cancelled = cancelled;
    }

    /** Buffers of float32 on a device. */
    public static Buffers create(Device device) {
        return create(device, Precision.FLOAT);
    }

    /** Buffers of the given precision on a device. */
    public static Buffers create(Device device, Precision precision) {
        return new Buffers(device, precision, false, () -> false);
    }

    /** Buffers with stretches as long as a dry run needed. */
    public static Buffers after(Buffers dryRun) {
        return after(dryRun, () -> false);
    }

    /**
     * Buffers with stretches as long as a dry run needed, for a run that may be cancelled.
     *
     * @param cancelled asked on the run's thread before each tensor is taken; once it is true, taking a tensor throws a
     *     {@link CancellationException}
     */
    public static Buffers after(Buffers dryRun, BooleanSupplier cancelled) {
        Buffers buffers = new Buffers(dryRun.device, dryRun.precision, false, cancelled);
        dryRun.stretches.forEach(needed -> buffers.stretch(needed.memory.precision(), needed.space.reached()));
        return buffers;
    }

    /** Buffers of float32 without memory behind them: a dry run on them finds how many {@link #bytes()} a run needs. */
    public static Buffers dry(Device device) {
        return new Buffers(device, Precision.FLOAT, true, () -> false);
    }

    /** Whether this is a dry run, with no memory behind the tensors. */
    public boolean isDry() {
        return dry;
    }

    /** The device of the memory. */
    public Device device() {
        return device;
    }

    /** The run's arrays on the Java heap. */
    public HostArrays hostArrays() {
        return hostArrays;
    }

    /** Throws a {@link CancellationException} if the run was cancelled. */
    public void requireNotCancelled() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("the run was cancelled");
        }
    }

    /** A tensor with undefined content and one holder. */
    public Tensor take(long... shape) {
        return take(precision, shape);
    }

    /** A tensor of another precision, with undefined content and one holder. */
    public Tensor take(Precision other, long... shape) {
        requireNotCancelled();
        long length = (Tensor.length(shape) + BORDER - 1) / BORDER * BORDER;
        for (Stretch stretch : stretches) {
            if (stretch.memory.precision() == other) {
                long start = place(stretch, length);
                if (start >= 0) {
                    return tensor(stretch, start, length, shape);
                }
            }
        }
        Stretch fresh = stretch(other, dry ? ENDLESS : length);
        return tensor(fresh, place(fresh, length), length, shape);
    }

    private long place(Stretch stretch, long length) {
        return aside ? stretch.space.takeFromEnd(length) : stretch.space.take(length);
    }

    /**
     * Sets whether the tensors taken from now on are short-lived. Those are taken from the far end of a stretch, so that
     * they leave no gaps between longer-lived ones.
     *
     * @return the previous setting
     */
    public boolean layAside(boolean whether) {
        boolean before = aside;
        aside = whether;
        return before;
    }

    private static Tensor tensor(Stretch stretch, long start, long length, long... shape) {
        return new Tensor(stretch.memory, new Lease(stretch.space, start, length), start, shape.clone());
    }

    /**
     * A tensor with undefined content that lasts as long as the buffers. It has memory of its own: inside a stretch it
     * would be laid out between short-lived tensors, and the layout would differ from one step to the next.
     */
    public Tensor keep(long... shape) {
        return keep(precision, shape);
    }

    /** A tensor as {@link #keep(long...)} makes it, of another precision. */
    public Tensor keep(Precision other, long... shape) {
        Memory memory = memory(Tensor.length(shape), other);
        lasting.add(memory);
        return new Tensor(memory, shape.clone());
    }

    /** A tensor as {@link #keep(long...)} makes it, too small to be counted by {@link #created} and {@link #bytes}. */
    Tensor keepUncounted(Precision other, long... shape) {
        Memory memory = memory(Tensor.length(shape), other);
        uncounted.add(memory);
        return new Tensor(memory, shape.clone());
    }

    /** Whether a tensor is part of these buffers; weights are not. */
    public boolean holds(Tensor tensor) {
        Memory memory = tensor.memory();
        return stretches.stream().anyMatch(stretch -> stretch.memory == memory)
                || lasting.contains(memory)
                || uncounted.contains(memory);
    }

    private Stretch stretch(Precision kind, long length) {
        Memory memory = memory(length, kind);
        Stretch stretch = new Stretch(memory, new FreeSpace(length));
        stretches.add(stretch);
        return stretch;
    }

    private Memory memory(long length, Precision kind) {
        if (closed) {
            throw new IllegalStateException("the run's buffers were closed");
        }
        return dry ? new DryMemory(length, kind) : device.allocateForRun(length, kind);
    }

    /** How many stretches and lasting tensors were allocated so far. */
    public int created() {
        return stretches.size() + lasting.size();
    }

    /** How many bytes were allocated so far; nothing is freed before the end, so this is also the peak. */
    public long bytes() {
        long bytes = 0;
        for (Stretch stretch : stretches) {
            // In a dry run a stretch is practically endless; what counts is how much of it was used.
            long length = dry ? stretch.space.reached() : stretch.memory.length();
            bytes += length * stretch.memory.precision().bytes();
        }
        for (Memory memory : lasting) {
            bytes += memory.bytes();
        }
        return bytes;
    }

    /** The free parts of all stretches, as dense tensors. */
    public List<Tensor> free() {
        List<Tensor> free = new ArrayList<>();
        for (Stretch stretch : stretches) {
            stretch.space.forEachFree((start, length) -> free.add(new Tensor(stretch.memory, null, start, length)));
        }
        return free;
    }

    /** Adds an action for {@link #close()} to run before it frees the memory, to free what refers to that memory. */
    public void beforeClose(Runnable action) {
        beforeClose.add(action);
    }

    /** Frees all memory at once, including that of tensors still in use. */
    @Override
    public void close() {
        closed = true;
        beforeClose.forEach(Runnable::run);
        beforeClose.clear();
        stretches.forEach(stretch -> stretch.memory.free());
        lasting.forEach(Memory::free);
        uncounted.forEach(Memory::free);
        stretches.clear();
        lasting.clear();
        uncounted.clear();
    }
}
