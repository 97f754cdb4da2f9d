package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.PromptTarget;
import io.github.congeal.internal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * The losses of prompts on the CPU: see {@link io.github.congeal.internal.tensor.CutoutKernels#promptLoss}.
 *
 * @param scratch lends the arrays
 */
record HostPromptLoss(Scratch scratch) {
    void add(Tensor embeddings, List<PromptTarget> prompts, int total, Tensor sums) {
        int rows = (int) embeddings.dimension(0);
        int length = (int) embeddings.length();
        float[] values = scratch.take(length);
        float[] gradients = scratch.take(length);
        embeddings.read(0, values, 0, length);
        Arrays.fill(gradients, 0);
        double[] losses = sums.toDoubles();
        for (int i = 0; i < prompts.size(); i++) {
            losses[i] += new PromptPairs(prompts.get(i)).add(values, rows, total, gradients);
        }
        sums.write(0, losses);
        embeddings.write(0, gradients, 0, length);
        scratch.giveBack(values, gradients);
    }
}
