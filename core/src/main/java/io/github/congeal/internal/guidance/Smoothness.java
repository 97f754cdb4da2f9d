package io.github.congeal.internal.guidance;

import io.github.congeal.control.Regularizer.Smoothness.Gradient;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Kernels.Function;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** See {@link io.github.congeal.control.Regularizer.Smoothness}; differences are those of {@code torch.gradient}. */
final class Smoothness implements Penalty {
    private static final double CLIP = 0.5;
    /** The smallest divisor: where the picture is flat, the gradient is 0 instead of NaN. */
    private static final double TINY = 1e-9;

    private final Gradient form;
    private final Tape tape;
    private final Kernels kernels;

    Smoothness(Gradient form, Tape tape) {
        this.form = form;
        this.tape = tape;
        this.kernels = tape.kernels();
    }

    @Override
    public double measure(Tensor x, Tensor gradient) {
        long pixels = x.dimension(1) * x.dimension(2);
        try (Tensor across = tape.take(x.shape());
                Tensor down = tape.take(x.shape());
                Tensor lengths = tape.take(pixels, 1)) {
            differences(Grid.ACROSS, x, across);
            differences(Grid.DOWN, x, down);
            lengths(across, down, lengths);
            double value = lessThan(lengths) / pixels;
            kernels.scale(lengths, 1.0 / pixels);
            kernels.fill(gradient, 0);
            backward(Grid.ACROSS, across, lengths, gradient);
            backward(Grid.DOWN, down, lengths, gradient);
            return value;
        }
    }

    /**
     * Half the difference of both neighbours; at a border the difference between the outermost two; 0 if there is only
     * one.
     */
    private void differences(Grid grid, Tensor x, Tensor out) {
        int last = grid.length(x) - 1;
        if (last == 0) {
            kernels.fill(out, 0);
            return;
        }
        if (last > 1) {
            kernels.combine(
                    Pair.SUBTRACT, grid.part(x, 2, last - 1), grid.part(x, 0, last - 1), grid.part(out, 1, last - 1));
        }
        for (int border : new int[] {0, last}) {
            int first = Math.max(0, border - 1);
            Tensor into = grid.part(out, border, 1);
            kernels.combine(Pair.SUBTRACT, grid.part(x, first + 1, 1), grid.part(x, first, 1), into);
            kernels.combine(Pair.ADD, into, into, into);
        }
        kernels.scale(out, 0.5);
    }

    private void lengths(Tensor across, Tensor down, Tensor out) {
        try (Tensor squares = tape.take(across.shape());
                Tensor more = tape.take(across.shape())) {
            kernels.multiplyElements(across, across, squares);
            kernels.multiplyElements(down, down, more);
            kernels.add(squares, more);
            kernels.sumRows(squares, out);
            kernels.apply(Function.ROOT, out, out);
        }
    }

    /**
     * The sum of a function of the lengths, as {@link #form} says. Each length is overwritten with the function's
     * derivative, divided by the length.
     */
    private double lessThan(Tensor lengths) {
        try (Tensor derivative = tape.take(lengths.shape())) {
            double value;
            if (form == Gradient.LOG) {
                value = sumOfLogarithms(lengths);
                kernels.copy(lengths, derivative);
                kernels.scaleAndShift(derivative, 1, 1);
                kernels.multiplyElements(derivative, lengths);
            } else if (form == Gradient.CLIPPED) {
                kernels.clamp(lengths, 0, CLIP, derivative);
                value = new Total(tape).of(derivative);
                passBelowClip(lengths, derivative);
                kernels.clamp(lengths, TINY, Float.MAX_VALUE, lengths);
                kernels.combine(Pair.DIVIDE, derivative, lengths, lengths);
                return value;
            } else {
                value = new Total(tape).of(lengths);
                kernels.copy(lengths, derivative);
            }
            kernels.clamp(derivative, TINY, Float.MAX_VALUE, derivative);
            kernels.fill(lengths, 1);
            kernels.combine(Pair.DIVIDE, lengths, derivative, lengths);
            return value;
        }
    }

    /** 1 where a length is below the clip, and otherwise 0. */
    private void passBelowClip(Tensor lengths, Tensor out) {
        kernels.copy(lengths, out);
        kernels.scaleAndShift(out, -1, CLIP);
        kernels.apply(Function.POSITIVE, out, out);
    }

    /** No device has a kernel for logarithms. */
    private static double sumOfLogarithms(Tensor lengths) {
        double sum = 0;
        for (double length : lengths.toDoubles()) {
            sum += Math.log1p(length);
        }
        return sum;
    }

    /** The backward pass of {@link #differences}; overwrites the differences with their gradient. */
    private void backward(Grid grid, Tensor differences, Tensor factors, Tensor gradient) {
        int last = grid.length(gradient) - 1;
        if (last == 0) {
            return;
        }
        long pixels = factors.length();
        kernels.multiplyColumns(differences.first(pixels, differences.length() / pixels), factors);
        for (int border : new int[] {0, last}) {
            int first = Math.max(0, border - 1);
            Tensor own = grid.part(differences, border, 1);
            shift(Pair.ADD, grid.part(gradient, first + 1, 1), own);
            shift(Pair.SUBTRACT, grid.part(gradient, first, 1), own);
        }
        if (last > 1) {
            kernels.scale(differences, 0.5);
            Tensor inner = grid.part(differences, 1, last - 1);
            shift(Pair.ADD, grid.part(gradient, 2, last - 1), inner);
            shift(Pair.SUBTRACT, grid.part(gradient, 0, last - 1), inner);
        }
    }

    private void shift(Pair pair, Tensor into, Tensor by) {
        kernels.combine(pair, into, by, into);
    }
}
