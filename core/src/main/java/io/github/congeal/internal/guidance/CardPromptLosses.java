package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Kernels.Function;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * Losses that are computed where tensors live, all pairs at once: only their sums come back. In double, like {@link
 * PromptLoss}, which defines them.
 */
final class CardPromptLosses implements PromptLosses {
    private final List<PromptLoss> prompts;
    private final List<Tensor> targets = new ArrayList<>();
    private final Tape tape;
    private final Kernels ops;
    private final Tensor sums;

    CardPromptLosses(List<PromptLoss> prompts, Tape tape) {
        this.prompts = List.copyOf(prompts);
        this.tape = tape;
        this.ops = tape.kernels();
        for (PromptLoss prompt : prompts) {
            double[] directions = prompt.targets();
            Tensor tensor = take(prompt.count(), directions.length / prompt.count());
            tensor.write(0, directions);
            targets.add(tensor);
        }
        this.sums = take(Math.max(1, prompts.size()), 1);
    }

    private Tensor take(long... shape) {
        return tape.take(Precision.DOUBLE, shape);
    }

    @Override
    public void begin() {
        ops.fill(sums, 0);
    }

    @Override
    public void add(Tensor embeddings, int total) {
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
            above(lengths, PromptLoss.SHORTEST, isLong);
            ops.clamp(lengths, PromptLoss.SHORTEST, Double.MAX_VALUE, lengths);
            ops.combine(Pair.DIVIDE, directions, lengths, directions);
            ops.combine(Pair.DIVIDE, isLong, lengths, lengths);
            ops.scale(isLong, 0.25);
            ops.fill(toDirections, 0);
            for (int i = 0; i < prompts.size(); i++) {
                addPrompt(i, directions, isLong, total, toDirections, scratch);
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
            int index, Tensor directions, Tensor quarters, int total, Tensor toDirections, Tensor scratch) {
        PromptLoss prompt = prompts.get(index);
        Tensor target = targets.get(index);
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
            ops.add(sums.part(index, 1, 1), sum);

            // Where the two are opposite, no direction is downhill.
            ops.scaleAndShift(factor, -1, 1);
            ops.apply(Function.ROOT, factor, factor);
            ops.clamp(half, PromptLoss.SHORTEST, 1, half);
            ops.combine(Pair.DIVIDE, angle, half, angle);
            above(factor, PromptLoss.SHORTEST, half);
            ops.multiplyElements(angle, half);
            ops.clamp(factor, PromptLoss.SHORTEST, 1, factor);
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

    @Override
    public void read(double[] losses) {
        double[] found = sums.toDoubles();
        System.arraycopy(found, 0, losses, 0, losses.length);
    }
}
