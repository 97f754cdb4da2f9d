package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** {@code x (1 + tanh(sqrt(2 / π) (x + 0.044715 x³))) / 2}: the approximation of GELU that GPT-2 made popular. */
public final class TanhGelu implements Layer {
    private static final double CUBE = 0.044715;
    private static final double SLOPE = Math.sqrt(2 / Math.PI);

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor out = tape.take(input.shape());
        halfOfOnePlusTanh(input, out, tape);
        tape.ops().multiplyElements(out, input);
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
            tape.ops().multiplyElements(x, x, factor);
            tape.ops().scaleAndShift(factor, 2 * SLOPE * 3 * CUBE, 2 * SLOPE);
            tape.ops().multiplyElements(factor, x);
            tape.ops().multiplyElements(factor, h);
            Tensor result = tape.exclusive(gradient);
            try (Tensor rest = tape.take(x.shape())) {
                tape.ops().copy(h, rest);
                tape.ops().scaleAndShift(rest, -1, 1);
                tape.ops().multiplyElements(factor, rest);
            }
            tape.ops().add(factor, h);
            tape.ops().multiplyElements(result, factor);
            return result;
        }
    }

    private static void halfOfOnePlusTanh(Tensor x, Tensor out, Tape tape) {
        tape.ops().multiplyElements(x, x, out);
        tape.ops().scaleAndShift(out, SLOPE * CUBE, SLOPE);
        tape.ops().multiplyElements(out, x);
        tape.ops().tanh(out, out);
        tape.ops().scaleAndShift(out, 0.5, 0.5);
    }
}
