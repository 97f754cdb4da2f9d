package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Kernels.Function;
import io.github.congeal.internal.tensor.Kernels.Pair;

/** Activation functions and their gradients, the output function of a decoder, and the update of an optimiser. */
public interface Activations extends Elementwise {
    /** {@code max(x, 0)} in place. */
    default void relu(Tensor x) {
        combine(Pair.MAXIMUM, x, constants().number(0, x.precision()), x);
    }

    /** The gradient of {@link #relu} in place: zero where its output was. */
    default void reluBackward(Tensor output, Tensor gradient) {
        try (Tensor passes = buffers().take(output.shape())) {
            apply(Function.POSITIVE, output, passes);
            multiplyElements(gradient, passes);
        }
    }

    /** {@code x * sigmoid(slope * x)}: swish with slope 1, QuickGELU with slope 1.702. */
    default void swish(Tensor x, double slope, Tensor out) {
        // sigmoid(v) = (1 + tanh(v / 2)) / 2, and tanh is the one of the two that is vectorised.
        copy(x, out);
        scale(out, slope / 2);
        tanh(out, out);
        scaleAndShift(out, 0.5, 0.5);
        multiplyElements(out, x);
    }

    /** The gradient of {@link #swish} with respect to x, times {@code gradient}, in place in the latter. */
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
     * GELU as it is defined (Hendrycks and Gimpel 2016), {@code out = x Φ(x)} with the normal distribution's Φ: not one of
     * the approximations by tanh or sigmoid, which are off by up to 5e-4 and 2e-2.
     *
     * @param out must not be x
     */
    default void gelu(Tensor x, Tensor out) {
        distribution(x, out);
        multiplyElements(out, x);
    }

    /**
     * The same, and the derivative {@code Φ(x) + x φ(x)} in place of x: erf is too expensive to be computed again in the
     * backward pass.
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

    /** The gradient of softmax, in place: {@code p (g - sum(p g))} along the last dimension. */
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
     * From what a decoder draws, -1..1 and somewhat beyond, to colours 0..1.
     *
     * @param drawn overwritten with its colours before they are clamped
     * @param picture the colours
     */
    default void toColours(Tensor drawn, Tensor picture) {
        scaleAndShift(drawn, 0.5, 0.5);
        clamp(drawn, 0, 1, picture);
    }

    /**
     * The gradient of {@link #toColours} in place. Beyond the bounds it passes where a step against it leads back inside.
     *
     * @param colours before the clamp, as {@link #toColours} left them
     */
    default void toColoursBackward(Tensor colours, Tensor gradient) {
        clampBackward(colours, gradient);
        scale(gradient, 0.5);
    }

    /**
     * One step of Adam. All tensors have the same length.
     *
     * @param rate the step size
     * @param step its number, from 1
     * @param x moved against its gradient
     * @param gradient undefined afterwards
     * @param mean of the gradients, zeros before the first step
     * @param square mean of the squares of the gradients, zeros before the first step
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
