package io.github.congeal.internal.tensor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Everything that a run needs besides the weights: kernels, buffers, and a stack of the values that forward passes save
 * for their backward passes. Layers push in forward order and pop in reverse.
 */
public final class Tape {
    private final Buffers buffers;
    private final Kernels kernels;
    private final Deque<Tensor> saved = new ArrayDeque<>();
    private boolean recording = true;
    private Wrap wrap = Wrap.NONE;
    private int checkpointedLevels;
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

    /** The run's arrays in Java. */
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

    /** The tensor itself if it has no other holder, otherwise a copy to write into; takes the given one over. */
    public Tensor exclusive(Tensor tensor) {
        if (tensor.isExclusive()) {
            return tensor;
        }
        Tensor copy = take(tensor.shape());
        kernels.copy(tensor, copy);
        tensor.close();
        return copy;
    }

    /** Whether forward passes keep what backward passes need. */
    public boolean isRecording() {
        return recording;
    }

    /**
     * Sets whether forward passes keep what backward passes need.
     *
     * @return whether they did so before
     */
    public boolean record(boolean whether) {
        boolean before = recording;
        recording = whether;
        return before;
    }

    /** Where pictures go on at their opposite sides, as convolutions see them. */
    public Wrap wrap() {
        return wrap;
    }

    /** The result of some work during which pictures go on at their opposite sides. */
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
     * Sets whether what is taken will soon be given back.
     *
     * @return whether it was so before
     */
    public boolean layAside(boolean whether) {
        return buffers.layAside(whether);
    }

    /** Sets how many of the highest resolutions save memory by gradient checkpointing; none in the beginning. */
    public void checkpoint(int levels) {
        checkpointedLevels = levels;
    }

    /** Whether a resolution, counted from the highest, does so. */
    public boolean checkpoints(int level) {
        return level < checkpointedLevels;
    }

    /**
     * Sets how large a part of a latent is decoded at once; in the beginning all of it.
     *
     * @param most its greatest length in each direction
     * @param least by which neighbours overlap
     */
    public void tile(int most, int least) {
        tile = most;
        overlap = least;
    }

    /** The tiles in which a latent of some length is decoded. */
    public Tiles tiles(int length) {
        return Tiles.covering(length, tile, overlap);
    }

    /** Takes over a tensor until {@link #restore()}; when not recording, closes it at once. */
    public void save(Tensor tensor) {
        if (recording) {
            saved.push(tensor);
        } else {
            tensor.close();
        }
    }

    /** The tensor that was saved last; the caller now holds it. */
    public Tensor restore() {
        return saved.pop();
    }
}
