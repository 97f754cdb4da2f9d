package io.github.congeal.internal.engine;

import io.github.congeal.control.MseRegularization;
import io.github.congeal.control.MseRegularization.Towards;
import io.github.congeal.internal.guidance.Anchor;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.vqgan.VectorQuantizer;

/** The penalty on the latent in the MSE-regularised method: see {@link MseRegularization}. */
final class MseAnchor extends Anchor {
    private final MseRegularization method;
    private final VectorQuantizer quantizer;
    private final Tape tape;

    /**
     * An anchor for latents of one shape.
     *
     * @param quantizer quantises the latent that becomes the next anchor
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
        // Computed in every step, so that the first step already takes all the memory that later ones need.
        try (Tensor codes = method.quantized() ? quantizer.quantize(now, tape) : tape.take(1)) {
            if (method.quantized() && method.beginsAnew(step)) {
                tape.kernels().copy(codes, to);
            }
        }
    }
}
