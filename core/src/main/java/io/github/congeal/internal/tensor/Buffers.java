package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * The arrays of one run, handed out and taken back: after the first step nothing is allocated any more.
 *
 * <p>Fresh native memory costs more than the arithmetic done on it (page faults), so memory is reused: arrays are parts
 * of a few long stretches, of which a later one may begin wherever earlier ones have been given back. With the room
 * that a dry run has found, all of a run's lie in one. Not thread-safe: each run has its own.
 */
public final class Buffers implements AutoCloseable {
    /** Arrays are aligned to this many numbers, for the CPU's widest loads and for GPUs. */
    private static final int BORDER = 64;

    /** Without bounds, but so that two of them can be added up. */
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

    /** Buffers with one stretch as long as a dry run needed. */
    public static Buffers after(Buffers dryRun) {
        return after(dryRun, () -> false);
    }

    /**
     * Buffers with one stretch as long as a dry run needed, of a run that may be cancelled.
     *
     * @param cancelled asked before each tensor is taken, on the run's thread; from the time that it says yes there are
     *     no more, and taking one throws a {@link CancellationException}
     */
    public static Buffers after(Buffers dryRun, BooleanSupplier cancelled) {
        Buffers buffers = new Buffers(dryRun.device, dryRun.precision, false, cancelled);
        dryRun.stretches.forEach(needed -> buffers.stretch(needed.memory.precision(), needed.space.reached()));
        return buffers;
    }

    /** Buffers of float32 without memory behind them: a run on them only finds its {@link #bytes() need}. */
    public static Buffers dry(Device device) {
        return new Buffers(device, Precision.FLOAT, true, () -> false);
    }

    /** Whether there is no memory behind the tensors; only what executes operations needs to ask. */
    public boolean isDry() {
        return dry;
    }

    /** The device of the memory. */
    public Device device() {
        return device;
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
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("the run was cancelled");
        }
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
     * Sets whether what is taken will soon be given back: it is then taken from the far end, so as to leave no gaps
     * among what stays.
     *
     * @return whether it was so before
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
     * A tensor with undefined content that is never given back: it lasts as long as the buffers. Those that are taken for
     * a while would otherwise lie around it, and differently in the first step and the second.
     */
    public Tensor keep(long... shape) {
        return keep(precision, shape);
    }

    /** A lasting tensor of other numbers than usual. */
    public Tensor keep(Precision other, long... shape) {
        Memory memory = memory(Tensor.length(shape), other);
        lasting.add(memory);
        return new Tensor(memory, shape.clone());
    }

    /** A lasting tensor that is too small to be counted. */
    Tensor keepUncounted(Precision other, long... shape) {
        Memory memory = memory(Tensor.length(shape), other);
        uncounted.add(memory);
        return new Tensor(memory, shape.clone());
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

    /** How many arrays were created so far. */
    public int created() {
        return stretches.size() + lasting.size();
    }

    /** How many bytes were created so far; nothing is freed before the end, so this is also the peak. */
    public long bytes() {
        long bytes = 0;
        for (Stretch stretch : stretches) {
            // In a dry run a stretch has no end.
            long length = dry ? stretch.space.reached() : stretch.memory.length();
            bytes += length * stretch.memory.precision().bytes();
        }
        for (Memory memory : lasting) {
            bytes += memory.bytes();
        }
        return bytes;
    }

    /** What is not held at the moment, as dense tensors. */
    public List<Tensor> free() {
        List<Tensor> free = new ArrayList<>();
        for (Stretch stretch : stretches) {
            stretch.space.forEachFree((start, length) -> free.add(new Tensor(stretch.memory, null, start, length)));
        }
        return free;
    }

    /** Has what refers to the memory freed before it. */
    public void beforeClose(Runnable action) {
        beforeClose.add(action);
    }

    /** Frees everything at once, also what is still held. */
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
