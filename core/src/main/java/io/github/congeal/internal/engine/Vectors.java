package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/**
 * Vector arithmetic for optimisers, on parameters, gradients and state of one length. Factors may change at each step, unlike
 * those of {@link Kernels#scale}, which are cached as constants.
 */
final class Vectors {
    private final Tape tape;

    Vectors(Tape tape) {
        this.tape = tape;
    }

    Kernels kernels() {
        return tape.kernels();
    }

    /** A tensor of zeros, for the state of an optimiser. */
    Tensor zeros(long... shape) {
        Tensor tensor = tape.take(shape);
        kernels().fill(tensor, 0);
        return tensor;
    }

    /** A tensor with undefined content; to be closed. */
    Tensor scratch(Tensor like) {
        return tape.take(like.shape());
    }

    /** {@code x *= factor}. */
    void scale(Tensor x, double factor) {
        try (Tensor number = tape.take(1)) {
            kernels().fill(number, factor);
            kernels().combine(Pair.MULTIPLY, x, number, x);
        }
    }

    /** {@code x += factor * y}. */
    void add(Tensor x, double factor, Tensor y) {
        try (Tensor scaled = scratch(y)) {
            kernels().copy(y, scaled);
            scale(scaled, factor);
            kernels().add(x, scaled);
        }
    }

    /** {@code x += factor * y * y}. */
    void addSquare(Tensor x, double factor, Tensor y) {
        try (Tensor square = scratch(y)) {
            kernels().multiplyElements(y, y, square);
            scale(square, factor);
            kernels().add(x, square);
        }
    }

    /** {@code mean = kept * mean + (1 - kept) * y}. */
    void mean(Tensor mean, double kept, Tensor y) {
        scale(mean, kept);
        add(mean, 1 - kept, y);
    }

    /** {@code mean = kept * mean + (1 - kept) * y * y}. */
    void meanSquare(Tensor mean, double kept, Tensor y) {
        scale(mean, kept);
        addSquare(mean, 1 - kept, y);
    }

    /** {@code x -= rate * direction / (root(square) * factor + epsilon)}. */
    void move(Tensor x, double rate, Tensor direction, Tensor square, double factor, double epsilon) {
        try (Tensor step = scratch(x)) {
            ratio(direction, square, factor, epsilon, step);
            add(x, -rate, step);
        }
    }

    /** {@code out = direction / (root(square) * factor + epsilon)}. */
    void ratio(Tensor direction, Tensor square, double factor, double epsilon, Tensor out) {
        kernels().apply(Kernels.Function.ROOT, square, out);
        scale(out, factor);
        kernels().scaleAndShift(out, 1, epsilon);
        kernels().combine(Pair.DIVIDE, direction, out, out);
    }

    /** The dot product. */
    double dot(Tensor x, Tensor y) {
        try (Tensor product = tape.take(1, 1)) {
            dot(x, y, product);
            return product.toDoubles()[0];
        }
    }

    /** The dot product, left on the device: {@code product}, {@code [1, 1]}, is overwritten. */
    void dot(Tensor x, Tensor y, Tensor product) {
        kernels().multiply(row(x), false, row(y), true, product);
    }

    private static Tensor row(Tensor x) {
        return x.first(1, x.length());
    }
}
