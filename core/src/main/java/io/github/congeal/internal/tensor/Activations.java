package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Kernels.Function;
import io.github.congeal.internal.tensor.Kernels.Pair;

/** Activation functions and their gradients, the output function of a decoder, and the update of an optimiser. */
public interface Activations extends Elementwise {
    /** ReLU in place: {@code x = max(x, 0)}. */
    default void relu(Tensor x) {
        combine(Pair.MAXIMUM, x, constants().number(0, x.precision()), x);
    }

    /** The gradient of {@link #relu}, in place: zero where the output was zero. */
    default void reluBackward(Tensor output, Tensor gradient) {
        try (Tensor passes = buffers().take(output.shape())) {
            apply(Function.POSITIVE, output, passes);
            multiplyElements(gradient, passes);
        }
    }

    /** {@code out = x * sigmoid(slope * x)}: swish with slope 1, QuickGELU with slope 1.702. Not in place. */
    default void swish(Tensor x, double slope, Tensor out) {
        // sigmoid(v) = (1 + tanh(v / 2)) / 2. ND4J vectorises tanh, but not sigmoid.
        copy(x, out);
        scale(out, slope / 2);
        tanh(out, out);
        scaleAndShift(out, 0.5, 0.5);
        multiplyElements(out, x);
    }

    /** Multiplies {@code gradient} in place by the derivative of {@link #swish} at x. */
    default void swishBackward(Tensor x, double slope, Tensor gradient) {
        // With s = sigmoid(slope x): s + slope x s (1 - s) = s (1 + slope x (1 - s)).
        try (Tensor s = buffers().take(x.shape());
                Tensor u = buffers().take(x.shape())) {
            copy(x, s);
            scale(s, slope / 2);
            tanh(s, s);
            scaleAndShift(s, 0.5, 0.5);
            copy(s, u);
            scaleAndShift(u, -slope, slope);
            multiplyElements(u, x);
            scaleAndShift(u, 1, 1);
            multiplyElements(gradient, s);
            multiplyElements(gradient, u);
        }
    }

    /**
     * Exact GELU (Hendrycks and Gimpel 2016), {@code out = x Φ(x)}, where Φ is the cumulative distribution function of the
     * standard normal distribution. The approximations by tanh and sigmoid are off by up to 5e-4 and 2e-2.
     *
     * @param out must not be x
     */
    default void gelu(Tensor x, Tensor out) {
        distribution(x, out);
        multiplyElements(out, x);
    }

    /**
     * {@link #gelu}, which also overwrites x with the derivative {@code Φ(x) + x φ(x)}: erf is too expensive to compute
     * again in the backward pass.
     */
    default void geluWithDerivative(Tensor x, Tensor out) {
        try (Tensor distribution = buffers().take(x.shape())) {
            distribution(x, distribution);
            multiplyElements(x, distribution, out);
            try (Tensor density = buffers().take(x.shape())) {
                multiplyElements(x, x, density);
                scale(density, -0.5);
                apply(Function.EXPONENTIAL, density, density);
                scale(density, 1 / Math.sqrt(2 * Math.PI));
                multiplyElements(x, density);
            }
            add(x, distribution);
        }
    }

    /** {@code Φ(x) = (1 + erf(x / √2)) / 2}. */
    private void distribution(Tensor x, Tensor out) {
        copy(x, out);
        scale(out, Math.sqrt(0.5));
        apply(Function.ERROR_FUNCTION, out, out);
        scaleAndShift(out, 0.5, 0.5);
    }

    /** The gradient of softmax along the last dimension, in place: {@code g = p (g - sum(p g))}. */
    default void softmaxBackward(Tensor probabilities, Tensor gradient) {
        try (Tensor product = buffers().take(gradient.shape());
                Tensor sums = buffers().take(gradient.length() / gradient.dimension(-1), 1)) {
            multiplyElements(gradient, probabilities, product);
            sumRows(product, sums);
            subtractColumns(gradient, sums);
            multiplyElements(gradient, probabilities);
        }
    }

    /**
     * Converts a decoder's output, nominally -1..1, to colours 0..1.
     *
     * @param drawn the decoder's output; overwritten with the colours before the clamp
     * @param picture the clamped colours, shaped as {@code drawn}
     */
    default void toColours(Tensor drawn, Tensor picture) {
        scaleAndShift(drawn, 0.5, 0.5);
        clamp(drawn, 0, 1, picture);
    }

    /**
     * The gradient of {@link #toColours}, in place. Outside 0..1 it passes only where a descent step would bring the colour
     * back inside.
     *
     * @param colours the colours before the clamp, as {@link #toColours} left them
     */
    default void toColoursBackward(Tensor colours, Tensor gradient) {
        clampBackward(colours, gradient);
        scale(gradient, 0.5);
    }

    /**
     * One step of Adam (Kingma and Ba 2015, algorithm 1). All tensors have the same shape.
     *
     * @param rate the step size
     * @param step the number of the step, from 1
     * @param x the parameters, updated in place
     * @param gradient the gradient with respect to x; undefined afterwards
     * @param mean the first moment, zeros before the first step
     * @param square the second moment, zeros before the first step
     */
    default void adam(AdamUpdate update, double rate, int step, Tensor x, Tensor gradient, Tensor mean, Tensor square) {
        try (Tensor scratch = buffers().take(x.shape())) {
            mix(mean, update.beta1(), gradient, scratch);
            multiplyElements(gradient, gradient);
            mix(square, update.beta2(), gradient, scratch);
            apply(Function.ROOT, square, scratch);
            scaleAndShift(scratch, 1 / update.rootCorrection(step), update.epsilon());
            combine(Pair.DIVIDE, mean, scratch, scratch);
            scale(scratch, rate / update.correction(step));
            combine(Pair.SUBTRACT, x, scratch, x);
        }
    }

    private void mix(Tensor mean, double kept, Tensor other, Tensor scratch) {
        scale(mean, kept);
        copy(other, scratch);
        scale(scratch, 1 - kept);
        add(mean, scratch);
    }
}
