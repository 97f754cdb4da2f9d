package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Ops.Function;
import io.github.congeal.internal.tensor.Ops.Pair;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.List;

/** {@link CutoutKernels#promptLoss}, composed of other operations: all pairs of a chunk at once. */
record ComposedPromptLoss(Ops ops) {
    private Tensor take(long... shape) {
        return ops.buffers().take(Precision.DOUBLE, shape);
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
            ops.copy(embeddings, directions);
            ops.multiplyElements(directions, directions, scratch);
            ops.sumRows(scratch, lengths);
            ops.apply(Function.ROOT, lengths, lengths);
            // A row of zeros has no direction to turn to; a gradient there would only be enormous.
            above(lengths, PromptTarget.SHORTEST, isLong);
            ops.clamp(lengths, PromptTarget.SHORTEST, Double.MAX_VALUE, lengths);
            ops.combine(Pair.DIVIDE, directions, lengths, directions);
            ops.combine(Pair.DIVIDE, isLong, lengths, lengths);
            ops.scale(isLong, 0.25);
            ops.fill(toDirections, 0);
            for (int i = 0; i < prompts.size(); i++) {
                Tensor sum = sums.part(i, 1, 1);
                addPrompt(prompts.get(i), directions, isLong, total, toDirections, scratch, sum);
            }
            ops.multiplyElements(directions, toDirections, scratch);
            ops.sumRows(scratch, along);
            ops.multiplyColumns(directions, along);
            ops.combine(Pair.SUBTRACT, toDirections, directions, toDirections);
            ops.multiplyColumns(toDirections, lengths);
            ops.copy(toDirections, embeddings);
        }
    }

    /**
     * Adds one prompt's loss and the gradient with respect to directions, as far as it leads along the sphere: of {@code
     * factor * (direction - target)} only the latter does.
     *
     * @param quarters of the squares of the directions' lengths, which are 1 or 0
     */
    private void addPrompt(
            PromptTarget prompt,
            Tensor directions,
            Tensor quarters,
            int total,
            Tensor toDirections,
            Tensor scratch,
            Tensor loss) {
        Tensor target = ops.constant(prompt.directions(), prompt.count(), prompt.width());
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
            ops.multiply(directions, false, target, true, half);
            ops.scaleAndShift(half, -0.5, 0.25);
            ops.combine(Pair.ADD, half, quarters, half);
            ops.clamp(half, 0, 1, half);
            ops.copy(half, factor);
            ops.apply(Function.ROOT, half, half);
            ops.apply(Function.ARCSINE, half, angle);
            ops.multiplyElements(angle, angle, distance);
            ops.scale(distance, 2 * sign);
            ops.sumRows(distance, ofRows);
            ops.sumColumns(ofRows, sum);
            ops.scale(sum, scale);
            ops.add(loss, sum);

            // Where the two are opposite, no direction is downhill.
            ops.scaleAndShift(factor, -1, 1);
            ops.apply(Function.ROOT, factor, factor);
            ops.clamp(half, PromptTarget.SHORTEST, 1, half);
            ops.combine(Pair.DIVIDE, angle, half, angle);
            above(factor, PromptTarget.SHORTEST, half);
            ops.multiplyElements(angle, half);
            ops.clamp(factor, PromptTarget.SHORTEST, 1, factor);
            ops.combine(Pair.DIVIDE, angle, factor, factor);
            if (prompt.stop() > Double.NEGATIVE_INFINITY) {
                ops.scaleAndShift(distance, -1, prompt.stop());
                above(distance, 0, distance);
                ops.scaleAndShift(distance, -1, 1);
                ops.multiplyElements(factor, distance);
            }
            ops.scale(factor, -scale * sign);
            ops.multiply(factor, false, target, false, scratch);
            ops.add(toDirections, scratch);
        }
    }

    /** 1 where a number is above a bound, and otherwise 0; out may be x. */
    private void above(Tensor x, double bound, Tensor out) {
        ops.copy(x, out);
        ops.scaleAndShift(out, 1, -bound);
        ops.apply(Function.POSITIVE, out, out);
    }
}
