package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Kernels.Function;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.List;

/** {@link CutoutKernels#promptLoss}, composed of other operations: for each prompt, all pairs of a chunk at once. */
record ComposedPromptLoss(Movements kernels) {
    private Tensor take(long... shape) {
        return kernels.buffers().take(Precision.DOUBLE, shape);
    }

    void add(Tensor embeddings, List<PromptTarget> prompts, int total, Tensor sums) {
        long rows = embeddings.dimension(0);
        long width = embeddings.dimension(1);
        try (Tensor directions = take(rows, width);
                Tensor toDirections = take(rows, width);
                Tensor scratch = take(rows, width);
                Tensor lengths = take(rows, 1);
                Tensor isLong = take(rows, 1);
                Tensor along = take(rows, 1)) {
            kernels.copy(embeddings, directions);
            kernels.multiplyElements(directions, directions, scratch);
            kernels.sumRows(scratch, lengths);
            kernels.apply(Function.ROOT, lengths, lengths);
            // A row of zeros has no direction, and its gradient would be divided by nearly zero.
            above(lengths, PromptTarget.SHORTEST, isLong);
            kernels.clamp(lengths, PromptTarget.SHORTEST, Double.MAX_VALUE, lengths);
            kernels.combine(Pair.DIVIDE, directions, lengths, directions);
            kernels.combine(Pair.DIVIDE, isLong, lengths, lengths);
            kernels.scale(isLong, 0.25);
            kernels.fill(toDirections, 0);
            for (int i = 0; i < prompts.size(); i++) {
                Tensor sum = sums.part(i, 1, 1);
                addPrompt(prompts.get(i), directions, isLong, total, toDirections, scratch, sum);
            }
            kernels.multiplyElements(directions, toDirections, scratch);
            kernels.sumRows(scratch, along);
            kernels.multiplyColumns(directions, along);
            kernels.combine(Pair.SUBTRACT, toDirections, directions, toDirections);
            kernels.multiplyColumns(toDirections, lengths);
            kernels.copy(toDirections, embeddings);
        }
    }

    /**
     * Adds one prompt's loss, and its gradient with respect to the directions. Of the gradient {@code factor * (direction -
     * target)} only the target's term is added, since the caller keeps only the component along the unit sphere.
     *
     * @param quarters a quarter of the squared length of each direction, {@code [rows, 1]}; the length is 1, or counts
     *     as 0
     * @param toDirections the gradient with respect to the directions, added to
     * @param loss {@code [1, 1]}, added to
     */
    private void addPrompt(
            PromptTarget prompt,
            Tensor directions,
            Tensor quarters,
            int total,
            Tensor toDirections,
            Tensor scratch,
            Tensor loss) {
        Tensor target = kernels.constant(prompt.directions(), prompt.count(), prompt.width());
        long rows = directions.dimension(0);
        double scale = Math.abs(prompt.weight()) / ((double) total * prompt.count());
        double sign = Math.signum(prompt.weight());
        try (Tensor half = take(rows, prompt.count());
                Tensor angle = take(rows, prompt.count());
                Tensor distance = take(rows, prompt.count());
                Tensor factor = take(rows, prompt.count());
                Tensor ofRows = take(rows, 1);
                Tensor sum = take(1, 1)) {
            // The square of half the distance between the points is (1 + 1 - 2 cosine) / 4.
            kernels.multiply(directions, false, target, true, half);
            kernels.scaleAndShift(half, -0.5, 0.25);
            kernels.combine(Pair.ADD, half, quarters, half);
            kernels.clamp(half, 0, 1, half);
            kernels.copy(half, factor);
            kernels.apply(Function.ROOT, half, half);
            kernels.apply(Function.ARCSINE, half, angle);
            kernels.multiplyElements(angle, angle, distance);
            kernels.scale(distance, 2 * sign);
            kernels.sumRows(distance, ofRows);
            kernels.sumColumns(ofRows, sum);
            kernels.scale(sum, scale);
            kernels.add(loss, sum);

            // Where an embedding is opposite to its target, the gradient is not defined: it is set to 0.
            kernels.scaleAndShift(factor, -1, 1);
            kernels.apply(Function.ROOT, factor, factor);
            kernels.clamp(half, PromptTarget.SHORTEST, 1, half);
            kernels.combine(Pair.DIVIDE, angle, half, angle);
            above(factor, PromptTarget.SHORTEST, half);
            kernels.multiplyElements(angle, half);
            kernels.clamp(factor, PromptTarget.SHORTEST, 1, factor);
            kernels.combine(Pair.DIVIDE, angle, factor, factor);
            if (prompt.stop() > Double.NEGATIVE_INFINITY) {
                kernels.scaleAndShift(distance, -1, prompt.stop());
                above(distance, 0, distance);
                kernels.scaleAndShift(distance, -1, 1);
                kernels.multiplyElements(factor, distance);
            }
            kernels.scale(factor, -scale * sign);
            kernels.multiply(factor, false, target, false, scratch);
            kernels.add(toDirections, scratch);
        }
    }

    /** 1 where a number is above a bound, and otherwise 0; out may be x. */
    private void above(Tensor x, double bound, Tensor out) {
        kernels.copy(x, out);
        kernels.scaleAndShift(out, 1, -bound);
        kernels.apply(Function.POSITIVE, out, out);
    }
}
