package io.github.congeal.internal.tensor.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.tensor.Codebook;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import io.github.congeal.internal.tensor.host.WinogradProducts.Library;
import io.github.congeal.internal.tensor.nd4j.CpuFlags;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the exact kernels. */
class FastKernelsTest extends HostComparison {
    /** The sums of hundreds of products of numbers with eight significant bits, compared with the largest one. */
    private static final double ROUNDED = 5e-3;

    private final Kernels fast = new FastKernels(buffers, Library.ND4J);

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void roundsTheFactorsOfLargeProducts(boolean transposeA, boolean transposeB) {
        Tensor a = transposeA ? numbers(448, 400) : numbers(400, 448);
        Tensor b = transposeB ? numbers(512, 448) : numbers(448, 512);
        double[] exact = product(kernels, a, transposeA, b, transposeB);
        double[] rounded = product(fast, a, transposeA, b, transposeB);
        double largest = Arrays.stream(exact).map(Math::abs).max().orElseThrow();
        double[] errors = new double[exact.length];
        Arrays.setAll(errors, i -> Math.abs(rounded[i] - exact[i]) / largest);
        assertThat(Arrays.stream(errors).max().orElseThrow()).isBetween(ROUNDED / 50, ROUNDED);
    }

    @Test
    void roundsWeightsOnce() {
        Tensor x = numbers(400, 448);
        Tensor weights = device.weights(numbers(448, 512).toFloats(), Precision.FLOAT, 448, 512);
        double[] first = product(fast, x, false, weights, false);
        long bytes = buffers.bytes();
        weights.write(0, new float[448 * 512], 0, 448 * 512);
        assertThat(product(fast, x, false, weights, false)).isEqualTo(first);
        assertThat(buffers.bytes()).isEqualTo(bytes);
        weights.free();
    }

    @Test
    void leavesSmallProductsExact() {
        Tensor a = numbers(200, 100);
        Tensor b = numbers(100, 300);
        assertThat(product(fast, a, false, b, false)).isEqualTo(product(kernels, a, false, b, false));
    }

    @Test
    void searchesTheNearestCodesExactly() {
        Tensor vectors = numbers(512, 256);
        Codebook codebook = new Codebook(numbers(1024, 256), new float[1024]);
        Tensor expected = buffers.take(Precision.INDEX, 512);
        Tensor found = buffers.take(Precision.INDEX, 512);
        kernels.nearestCodes(vectors, codebook, expected);
        fast.nearestCodes(vectors, codebook, found);
        assertThat(found.toDoubles()).isEqualTo(expected.toDoubles());
    }

    @Test
    void areForProcessorsWithBfloat16() {
        assertThat(device.faster().kernels(buffers) instanceof FastKernels)
                .isEqualTo(CpuFlags.read().hasBfloat16());
        assertThat(device.kernels(buffers)).isNotInstanceOf(FastKernels.class);
    }

    private double[] product(Kernels by, Tensor a, boolean transposeA, Tensor b, boolean transposeB) {
        long rows = a.dimension(transposeA ? 1 : 0);
        long columns = b.dimension(transposeB ? 0 : 1);
        try (Tensor out = buffers.take(rows, columns)) {
            by.multiply(a, transposeA, b, transposeB, 1, out);
            return out.toDoubles();
        }
    }
}
