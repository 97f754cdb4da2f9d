package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** The tanh approximation of GELU, as in GPT-2: {@code x (1 + tanh(sqrt(2 / π) (x + 0.044715 x³))) / 2}. */
public final class TanhGelu implements Layer {
    private static final double CUBE = 0.044715;
    private static final double SLOPE = Math.sqrt(2 / Math.PI);

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor out = tape.take(input.shape());
        halfOfOnePlusTanh(input, out, tape);
        tape.kernels().multiplyElements(out, input);
        tape.save(input);
        return out;
    }

    /** With h = (1 + tanh(u)) / 2 the derivative is {@code h + 2 x h (1 - h) u'}. */
    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        try (Tensor x = tape.restore();
                Tensor h = tape.take(x.shape());
                Tensor factor = tape.take(x.shape())) {
            halfOfOnePlusTanh(x, h, tape);
            // u' = SLOPE (1 + 3 CUBE x²)
            tape.kernels().multiplyElements(x, x, factor);
            tape.kernels().scaleAndShift(factor, 2 * SLOPE * 3 * CUBE, 2 * SLOPE);
            tape.kernels().multiplyElements(factor, x);
            tape.kernels().multiplyElements(factor, h);
            Tensor result = tape.exclusive(gradient);
            try (Tensor rest = tape.take(x.shape())) {
                tape.kernels().copy(h, rest);
                tape.kernels().scaleAndShift(rest, -1, 1);
                tape.kernels().multiplyElements(factor, rest);
            }
            tape.kernels().add(factor, h);
            tape.kernels().multiplyElements(result, factor);
            return result;
        }
    }

    private static void halfOfOnePlusTanh(Tensor x, Tensor out, Tape tape) {
        tape.kernels().multiplyElements(x, x, out);
        tape.kernels().scaleAndShift(out, SLOPE * CUBE, SLOPE);
        tape.kernels().multiplyElements(out, x);
        tape.kernels().tanh(out, out);
        tape.kernels().scaleAndShift(out, 0.5, 0.5);
    }
}
