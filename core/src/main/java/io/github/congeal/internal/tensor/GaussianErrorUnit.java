package io.github.congeal.internal.tensor;

import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * GELU as it is defined (Hendrycks and Gimpel 2016): {@code x Φ(x)} with the normal distribution's Φ, not one of the
 * approximations by tanh or sigmoid, which are off by up to 5e-4 and 2e-2.
 */
public final class GaussianErrorUnit {
    private final Ops ops;

    /** The unit over the buffers of some operations. */
    public GaussianErrorUnit(Ops ops) {
        this.ops = ops;
    }

    /** {@code out = x Φ(x)}; they must not be the same. */
    public void forward(Tensor x, Tensor out) {
        distribution(x, out);
        ops.multiplyElements(out, x);
    }

    /**
     * The same, and the derivative {@code Φ(x) + x φ(x)} in place of x: erf is too dear to be computed once more on the way
     * back.
     */
    public void forwardWithDerivative(Tensor x, Tensor out) {
        try (Tensor distribution = ops.buffers().take(x.shape())) {
            distribution(x, distribution);
            ops.multiplyElements(x, distribution, out);
            try (Tensor density = ops.buffers().take(x.shape())) {
                ops.multiplyElements(x, x, density);
                ops.scale(density, -0.5);
                if (!ops.buffers().isImaginary()) {
                    Nd4j.exec(new Exp(density.array(), density.array()));
                }
                ops.scale(density, 1 / Math.sqrt(2 * Math.PI));
                ops.multiplyElements(x, density);
            }
            ops.add(x, distribution);
        }
    }

    /** {@code Φ(x) = (1 + erf(x / √2)) / 2}. */
    private void distribution(Tensor x, Tensor out) {
        ops.copy(x, out);
        ops.scale(out, Math.sqrt(0.5));
        if (!ops.buffers().isImaginary()) {
            Nd4j.exec(new Erf(out.array(), out.array()));
        }
        ops.scaleAndShift(out, 0.5, 0.5);
    }
}
