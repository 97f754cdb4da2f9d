package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * The arrays of one run, handed out and taken back: after the first step nothing is allocated any more.
 *
 * <p>Fresh native memory costs more than the arithmetic done on it (page faults), so memory goes from hand to hand: arrays
 * are parts of a few long stretches, of which a later one may begin wherever earlier ones have been given back. With the
 * room that a rehearsal has found, all of a run's lie in one. Not thread-safe: each run has its own.
 */
public final class Buffers implements AutoCloseable {
    /** Each array begins on a border of so many numbers, as the processor's widest loads and a card's wish. */
    private static final int BORDER = 64;

    /** Without bounds, but so that two of them can be added up. */
    private static final long ENDLESS = Long.MAX_VALUE / 4;

    private final Precision precision;
    private final boolean imaginary;
    private final List<Stretch> stretches = new ArrayList<>();
    private final List<Memory> lasting = new ArrayList<>();
    private final HostArrays hostArrays = new HostArrays();
    private boolean aside;
    private boolean closed;

    private record Stretch(Memory memory, FreeSpace space) {
        long bytes() {
            return (memory.isImaginary() ? space.reached() : memory.length())
                    * memory.precision().bytes();
        }
    }

    private Buffers(Precision precision, boolean imaginary) {
        this.precision = precision;
        this.imaginary = imaginary;
    }

    /** Buffers of float32. */
    public static Buffers create() {
        return create(Precision.FLOAT);
    }

    /** Buffers of float32 that will hardly need more than a rehearsal on imaginary ones did: as much is in one stretch. */
    public static Buffers after(Buffers rehearsal) {
        Buffers buffers = create();
        rehearsal.stretches.forEach(needed -> buffers.stretch(needed.memory.precision(), needed.space.reached()));
        return buffers;
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
        long length = (Tensor.length(shape) + BORDER - 1) / BORDER * BORDER;
        for (Stretch stretch : stretches) {
            if (stretch.memory.precision() == other) {
                long start = place(stretch, length);
                if (start >= 0) {
                    return tensor(stretch, start, length, shape);
                }
            }
        }
        Stretch fresh = stretch(other, imaginary ? ENDLESS : length);
        return tensor(fresh, place(fresh, length), length, shape);
    }

    private long place(Stretch stretch, long length) {
        return aside ? stretch.space.takeFromEnd(length) : stretch.space.take(length);
    }

    /**
     * Sets whether what is taken will soon be given back: it is laid aside, so as to leave no gaps among what stays.
     *
     * @return whether it was so before
     */
    boolean layAside(boolean whether) {
        boolean before = aside;
        aside = whether;
        return before;
    }

    private static Tensor tensor(Stretch stretch, long start, long length, long... shape) {
        return new Tensor(stretch.memory, new Lease(stretch.space, start, length), start, shape.clone());
    }

    /**
     * A tensor with undefined content that nobody gives back: it lasts as long as the buffers. Those that are taken for
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
        return imaginary ? Memory.imaginary(length, kind) : Memory.allocate(length, kind);
    }

    /** How many arrays were created so far. */
    public int created() {
        return stretches.size() + lasting.size();
    }

    /** How many bytes were created so far; nothing is freed before the end, so this is also the peak. */
    public long bytes() {
        long bytes = 0;
        for (Stretch stretch : stretches) {
            bytes += stretch.bytes();
        }
        for (Memory memory : lasting) {
            bytes += memory.length() * memory.precision().bytes();
        }
        return bytes;
    }

    /** What nobody holds at the moment, as dense tensors. */
    List<Tensor> free() {
        List<Tensor> free = new ArrayList<>();
        for (Stretch stretch : stretches) {
            stretch.space.forEachFree((start, length) -> free.add(new Tensor(stretch.memory, null, start, length)));
        }
        return free;
    }

    /** Frees everything at once, also what is still held. */
    @Override
    public void close() {
        closed = true;
        stretches.forEach(stretch -> stretch.memory.free());
        lasting.forEach(Memory::free);
        stretches.clear();
        lasting.clear();
    }
}
