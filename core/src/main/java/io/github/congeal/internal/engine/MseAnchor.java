package io.github.congeal.internal.engine;

import io.github.congeal.control.MseRegularization;
import io.github.congeal.control.MseRegularization.Towards;
import io.github.congeal.internal.guidance.Anchor;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.vqgan.VectorQuantizer;

/** Holds the latent in the MSE-regularised method. */
final class MseAnchor extends Anchor {
    private final MseRegularization method;
    private final VectorQuantizer quantizer;
    private final Tape tape;

    /**
     * An anchor for latents of one shape.
     *
     * @param quantizer whose codes may take the place of the latent
     */
    MseAnchor(MseRegularization method, VectorQuantizer quantizer, Tape tape, long... shape) {
        super("mse", true, method::weightAt, tape, shape);
        this.method = method;
        this.quantizer = quantizer;
        this.tape = tape;
    }

    @Override
    protected void drop(Tensor now, Tensor to) {
        if (method.towards() == Towards.ZERO) {
            tape.kernels().fill(to, 0);
        } else {
            super.drop(now, to);
        }
    }

    @Override
    protected void move(int step, Tensor now, Tensor to) {
        // Also in a step without a move, so that none takes more memory than the first.
        try (Tensor codes = method.quantized() ? quantizer.quantize(now, tape) : tape.take(1)) {
            if (method.quantized() && method.beginsAnew(step)) {
                tape.kernels().copy(codes, to);
            }
        }
    }
}
