package io.github.congeal.internal.tensor.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against products computed one by one. */
class SmallProductsTest extends HostComparison {
    private static final int PICTURES = 3;
    private static final int HEADS = 7;
    private static final double TOLERANCE = 1e-6;

    private final SmallProducts products = new SmallProducts(device.workers());

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void multipliesHeadsInPlace(boolean transposeA, boolean transposeB) {
        Tensor a = heads(transposeA ? 5 : 9, transposeA ? 9 : 5);
        Tensor b = heads(transposeB ? 4 : 5, transposeB ? 5 : 4);
        assertThat(SmallProducts.suit(9 * 4 * 5, a, b)).isTrue();
        for (boolean strided : new boolean[] {false, true}) {
            assertSame(
                    TOLERANCE,
                    out -> {
                        for (int i = 0; i < PICTURES * HEADS; i++) {
                            kernels.multiply(
                                    a.matrix(i),
                                    transposeA,
                                    b.matrix(i),
                                    transposeB,
                                    0.5,
                                    results(out, strided).matrix(i));
                        }
                    },
                    out -> products.multiply(a, transposeA, b, transposeB, 0.5, results(out, strided)),
                    PICTURES,
                    9,
                    HEADS * 4);
        }
    }

    /** Heads that lie beside each other, in the middle third of a row, {@code [PICTURES, HEADS, rows, columns]}. */
    private Tensor heads(int rows, int columns) {
        return numbers(PICTURES, rows, 3L * HEADS * columns).heads(1, 3, HEADS);
    }

    /** A tensor as results {@code [PICTURES, HEADS, 9, 4]}: dense, or heads beside each other. */
    private static Tensor results(Tensor out, boolean strided) {
        return strided ? out.heads(0, 1, HEADS) : out.reshape(PICTURES, HEADS, 9, 4);
    }

    @Test
    void isForSmallStridedProductsOfFloats() {
        Tensor a = heads(9, 5);
        assertThat(SmallProducts.suit(9 * 9 * 5, a, a)).isTrue();
        assertThat(SmallProducts.suit(1 << 20, a, a)).isFalse();
        assertThat(SmallProducts.suit(9 * 9 * 5, a, numbers(9, 5))).isFalse();
        Tensor doubles = buffers.take(Tensor.Precision.DOUBLE, 1, 1, 9, 5);
        assertThat(SmallProducts.suit(9 * 9 * 5, a, doubles)).isFalse();
    }

    @Test
    void givesTheSameBitsWithOneThread() {
        Tensor a = heads(9, 5);
        float[][] found = new float[2][];
        for (int threads = 1; threads <= 2; threads++) {
            Tensor out = buffers.take(PICTURES, HEADS, 9, 9);
            new SmallProducts(device.limitedTo(threads).workers()).multiply(a, false, a, true, 1, out);
            found[threads - 1] = out.toFloats();
        }
        assertThat(found[0]).isEqualTo(found[1]).doesNotContain(Float.NaN);
    }
}
