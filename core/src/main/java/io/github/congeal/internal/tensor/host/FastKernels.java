package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Codebook;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import io.github.congeal.internal.tensor.host.WinogradProducts.Library;
import java.util.HashMap;
import java.util.Map;

/**
 * The kernels on a CPU that multiplies bf16 faster than float32: large matrix products, such as those of a CLIP's
 * transformer, are computed from rounded factors, added up in float32, and rounded again.
 */
final class FastKernels extends HostKernels {
    /** With fewer multiply-adds for each number that is rounded, the rounding takes longer than is gained. */
    private static final long FEWEST = 128;

    /** Weights that were rounded; they take half of their memory a second time. */
    private final Map<SameView, Tensor> weights = new HashMap<>();

    private boolean exact;

    FastKernels(Buffers buffers, Library library) {
        super(buffers, library);
    }

    @Override
    public void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, double factor, Tensor out) {
        long rounded = a.length() + b.length() + out.length();
        boolean pays = products(a, transposeA, out) >= FEWEST * rounded;
        if (exact || !pays || a.rank() > 2 || out.precision() != Precision.FLOAT) {
            super.multiply(a, transposeA, b, transposeB, factor, out);
            return;
        }
        try (Tensor left = rounded(a);
                Tensor right = buffers().holds(b) ? rounded(b) : roundedOnce(b);
                Tensor result = buffers().take(Precision.BFLOAT16, out.shape())) {
            super.multiply(left, transposeA, right, transposeB, factor, result);
            convert(result, out);
        }
    }

    private Tensor rounded(Tensor x) {
        return rounded(x, buffers().take(Precision.BFLOAT16, x.shape()));
    }

    /** For weights, which do not change during a run. */
    private Tensor roundedOnce(Tensor x) {
        return weights.computeIfAbsent(
                new SameView(x), key -> rounded(x, buffers().keep(Precision.BFLOAT16, x.shape())));
    }

    private Tensor rounded(Tensor x, Tensor rounded) {
        convert(x, rounded);
        return rounded;
    }

    /** Exactly, or else near codes would be mistaken for each other. */
    @Override
    public void nearestCodes(Tensor vectors, Codebook codebook, Tensor places) {
        exact = true;
        try {
            super.nearestCodes(vectors, codebook, places);
        } finally {
            exact = false;
        }
    }
}
