package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Backend;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
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
        return Backend.onHost() ? new HostPromptLosses(prompts, chunk, width) : new CardPromptLosses(prompts, tape);
    }

    /** The bytes of Java arrays that an instance holds. */
    static long heapBytes(int chunk, int width) {
        return Backend.onHost() ? HostPromptLosses.bytes(chunk, width) : 0;
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
