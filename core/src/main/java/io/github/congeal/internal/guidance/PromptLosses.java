package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.host.HostDevice;
import java.util.List;

/** The losses of all prompts over the embeddings of cutouts, which come in chunks, wherever tensors live. */
public interface PromptLosses {
    /**
     * The losses of prompts, computed where a run's tensors live.
     *
     * @param chunk how many cutouts are looked at at once at most
     * @param width of an embedding
     */
    static PromptLosses of(List<PromptLoss> prompts, int chunk, int width, Tape tape) {
        return isHost(tape.device())
                ? new HostPromptLosses(prompts, chunk, width)
                : new CardPromptLosses(prompts, tape);
    }

    /** The bytes of Java arrays that an instance holds. */
    static long heapBytes(int chunk, int width, Device device) {
        return isHost(device) ? HostPromptLosses.bytes(chunk, width) : 0;
    }

    /** Whether a device is reached from Java; until cutouts and losses are kernels of the device. */
    static boolean isHost(Device device) {
        return device instanceof HostDevice;
    }

    /** Begins to add up anew. */
    void begin();

    /**
     * Adds a chunk's part of the losses.
     *
     * @param embeddings of its cutouts, {@code [rows, width]}, of any length; overwritten with the gradient of the sum of
     *     the losses with respect to them
     * @param total how many cutouts there are in all
     */
    void add(Tensor embeddings, int total);

    /**
     * What was added up.
     *
     * @param losses one for each prompt, overwritten
     */
    void read(double[] losses);
}
