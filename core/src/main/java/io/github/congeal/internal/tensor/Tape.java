package io.github.congeal.internal.tensor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * The context of a run: its kernels, its buffers, and a stack of the tensors that forward passes save for their backward
 * passes. Layers push in forward order and pop in reverse. Not thread-safe: each run has its own.
 */
public final class Tape {
    private final Buffers buffers;
    private final Kernels kernels;
    private final Deque<Tensor> saved = new ArrayDeque<>();
    private boolean recording = true;
    private Wrap wrap = Wrap.NONE;
    private int checkpointedLevels;
    private int spared;
    private int tile = Integer.MAX_VALUE;
    private int overlap;

    /** A tape over the buffers of one run. */
    public Tape(Buffers buffers) {
        this.buffers = buffers;
        this.kernels = buffers.device().kernels(buffers);
    }

    /** The operations of this run. */
    public Kernels kernels() {
        return kernels;
    }

    /** The device it computes on. */
    public Device device() {
        return buffers.device();
    }

    /** The run's arrays on the Java heap. */
    public HostArrays hostArrays() {
        return buffers.hostArrays();
    }

    /** A tensor with undefined content and one holder. */
    public Tensor take(long... shape) {
        return buffers.take(shape);
    }

    /** A tensor of another precision, with undefined content and one holder. */
    public Tensor take(Tensor.Precision precision, long... shape) {
        return buffers.take(precision, shape);
    }

    /** A tensor to write into: the given one if it has no other holder, otherwise a copy. Takes over the given tensor. */
    public Tensor exclusive(Tensor tensor) {
        if (tensor.isExclusive()) {
            return tensor;
        }
        Tensor copy = take(tensor.shape());
        kernels.copy(tensor, copy);
        tensor.close();
        return copy;
    }

    /** Whether forward passes save what backward passes need. */
    public boolean isRecording() {
        return recording;
    }

    /**
     * Sets whether forward passes save what backward passes need.
     *
     * @return the previous setting
     */
    public boolean record(boolean whether) {
        boolean before = recording;
        recording = whether;
        return before;
    }

    /** The directions in which convolutions pad circularly. */
    public Wrap wrap() {
        return wrap;
    }

    /** Does some work during which convolutions pad circularly, and returns its result. */
    public <T> T wrapping(Wrap meanwhile, Supplier<T> work) {
        Wrap before = wrap;
        wrap = meanwhile;
        try {
            return work.get();
        } finally {
            wrap = before;
        }
    }

    /**
     * Sets whether the tensors taken from now on are short-lived: see {@link Buffers#layAside}.
     *
     * @return the previous setting
     */
    public boolean layAside(boolean whether) {
        return buffers.layAside(whether);
    }

    /** Sets how many of the highest resolutions use gradient checkpointing; initially none. */
    public void checkpoint(int levels) {
        checkpointedLevels = levels;
    }

    /**
     * Sets how many of a network's last blocks do not use gradient checkpointing, whatever their resolution; initially none.
     * The backward pass begins with them.
     */
    public void spare(int lastBlocks) {
        spared = lastBlocks;
    }

    /**
     * Whether a block uses gradient checkpointing.
     *
     * @param level its resolution: 0 is the highest, and a negative level always uses it
     * @param following the number of blocks between this one and the network's end
     */
    public boolean checkpoints(int level, int following) {
        return level < checkpointedLevels && following >= spared;
    }

    /**
     * Sets the tiles in which a latent is decoded; initially one tile covers all of it.
     *
     * @param most the greatest length of a tile in each direction, in cells of the latent
     * @param least the least overlap of neighbouring tiles, in cells
     */
    public void tile(int most, int least) {
        tile = most;
        overlap = least;
    }

    /** The tiles that cover a latent of some length in one direction. */
    public Tiles tiles(int length) {
        return Tiles.covering(length, tile, overlap);
    }

    /** Pushes a tensor and takes it over; closes it at once when not recording. */
    public void save(Tensor tensor) {
        if (recording) {
            saved.push(tensor);
        } else {
            tensor.close();
        }
    }

    /** Pops the tensor that was saved last; the caller now holds it. */
    public Tensor restore() {
        return saved.pop();
    }
}
