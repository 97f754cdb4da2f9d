package io.github.congeal.cuda.engine;

import io.github.congeal.internal.tensor.PromptTarget;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.List;

/**
 * The losses of embeddings against prompts, in float64.
 *
 * @param kernels the kernels of the run
 */
record PromptDistances(GpuPrimitives kernels) {
    private static final int THREADS = 128;

    private Tensor take(long... shape) {
        return kernels.buffers().take(Precision.DOUBLE, shape);
    }

    void add(Tensor embeddings, List<PromptTarget> prompts, int total, Tensor sums) {
        int rows = Math.toIntExact(embeddings.dimension(0));
        int width = Math.toIntExact(embeddings.dimension(1));
        try (Tensor directions = take(rows, width);
                Tensor gradient = take(rows, width);
                Tensor lengths = take(rows);
                Tensor losses = take(rows)) {
            kernels.launch("prompt_directions", embeddings, directions, lengths, gradient)
                    .integer(width)
                    .grid(rows, 1, 1, THREADS, 0);
            for (int i = 0; i < prompts.size(); i++) {
                PromptTarget prompt = prompts.get(i);
                Tensor targets = kernels.constant(prompt.directions(), prompt.count(), width);
                kernels.launch("prompt_pairs", directions, targets, gradient, losses)
                        .integer(prompt.count())
                        .integer(width)
                        .wide(Math.abs(prompt.weight()) / ((double) total * prompt.count()))
                        .wide(Math.signum(prompt.weight()))
                        .wide(prompt.stop())
                        .grid(rows, 1, 1, THREADS, 0);
                kernels.launch("prompt_sum", losses, sums.part(i, 1))
                        .integer(rows)
                        .grid(1, 1, 1, 1, 0);
            }
            kernels.launch("prompt_gradient", directions, lengths, gradient, embeddings)
                    .integer(width)
                    .grid(rows, 1, 1, THREADS, 0);
        }
    }
}
