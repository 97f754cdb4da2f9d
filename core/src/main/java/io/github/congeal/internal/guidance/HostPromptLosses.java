package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Losses that are computed in Java. */
public final class HostPromptLosses implements PromptLosses {
    private final List<PromptLoss> prompts;
    private final double[] sums;
    private final float[] embeddings;
    private final float[] gradients;

    /**
     * The losses of prompts.
     *
     * @param chunk how many cutouts are looked at at once at most
     * @param width of an embedding
     */
    public HostPromptLosses(List<PromptLoss> prompts, int chunk, int width) {
        this.prompts = List.copyOf(prompts);
        this.sums = new double[prompts.size()];
        this.embeddings = new float[chunk * width];
        this.gradients = new float[chunk * width];
    }

    /** The bytes of Java arrays that an instance holds. */
    public static long bytes(int chunk, int width) {
        return 2L * 4 * chunk * width;
    }

    @Override
    public void begin() {
        Arrays.fill(sums, 0);
    }

    @Override
    public void add(Tensor chunk, int total) {
        int rows = (int) chunk.dimension(0);
        int length = (int) chunk.length();
        chunk.read(0, embeddings, 0, length);
        Arrays.fill(gradients, 0);
        for (int i = 0; i < sums.length; i++) {
            sums[i] += prompts.get(i).add(embeddings, rows, total, gradients);
        }
        chunk.write(0, gradients, 0, length);
    }

    @Override
    public void read(double[] losses) {
        System.arraycopy(sums, 0, losses, 0, losses.length);
    }
}
