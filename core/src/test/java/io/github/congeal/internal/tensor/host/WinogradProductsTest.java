package io.github.congeal.internal.tensor.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.host.WinogradProducts.Library;
import io.github.congeal.internal.tensor.nd4j.CpuFlags;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each library's products against single products of matrices. */
class WinogradProductsTest extends HostComparison {
    private static final int PRODUCTS = 36;
    private static final double TOLERANCE = 1e-6;

    @ParameterizedTest
    @CsvSource({
        "OPENBLAS, 5, 7, 3",
        "OPENBLAS, 9, 96, 160", // two panels and a half
        "OPENBLAS, 75, 512, 64", // more rows than in one call
        "OPENBLAS, 20, 64, 512",
        "ND4J, 5, 7, 3",
        "ND4J, 5, 3, 7",
        "ND4J, 9, 96, 160"
    })
    void multiplyAtEachPairOfPoints(Library library, int tiles, int inputs, int outputs) {
        Tensor points = numbers(PRODUCTS, tiles, inputs);
        Tensor matrices = numbers(PRODUCTS, inputs, outputs);
        Panels panels = library.panels(inputs, outputs);
        Tensor kernels = inPanels(matrices, panels);
        Tensor memory = buffers.take((PRODUCTS + 1L) * tiles * Math.max(inputs, outputs));
        try (NativeContexts contexts = new NativeContexts()) {
            assertSame(
                    TOLERANCE,
                    out -> {
                        for (int i = 0; i < PRODUCTS; i++) {
                            this.kernels.multiply(points.matrix(i), false, matrices.matrix(i), false, 1, out.matrix(i));
                        }
                    },
                    out -> {
                        this.kernels.copy(points, memory.part(WinogradProducts.start(tiles, panels), points.shape()));
                        library.of(memory, contexts).multiply(tiles, kernels, panels);
                        this.kernels.copy(memory.first(PRODUCTS, tiles, outputs), out);
                    },
                    PRODUCTS,
                    tiles,
                    outputs);
        }
    }

    @ParameterizedTest
    @CsvSource({"64, 5, 7", "64, 160, 96", "1000, 160, 96"})
    void kernelsAreTransposedInPanels(int width, int inputs, int outputs) {
        Panels panels = new Panels(inputs, outputs, Math.min(width, outputs));
        Panels transposed = new Panels(outputs, inputs, Math.min(width, inputs));
        Tensor matrices = numbers(PRODUCTS, inputs, outputs);
        Tensor out = buffers.take(PRODUCTS, outputs, inputs);
        new Transposition(device.workers()).transpose(inPanels(matrices, panels), panels, false, out, transposed);
        float[] expected = matrices.toFloats();
        float[] found = out.toFloats();
        for (int product = 0; product < PRODUCTS; product++) {
            for (int row = 0; row < inputs; row++) {
                for (int column = 0; column < outputs; column++) {
                    assertThat(found[product * panels.length() + transposed.at(column, row)])
                            .isEqualTo(expected[product * panels.length() + row * outputs + column]);
                }
            }
        }
    }

    @Test
    void openBlasIsChosenWhereTheProcessorHasAvx512() {
        assumeThat(CpuFlags.read().hasAvx512()).isTrue();
        assumeThat(System.getenv("OPENBLAS_CORETYPE")).isNull();
        assumeThat(Loader.getPlatform()).isEqualTo("linux-x86_64");
        assertThat(Library.best()).isEqualTo(Library.OPENBLAS);
    }

    /** The same matrices with their elements in panels. */
    private Tensor inPanels(Tensor matrices, Panels panels) {
        float[] values = matrices.toFloats();
        float[] arranged = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            int matrix = i / panels.length() * panels.length();
            int row = i % panels.length() / panels.columns();
            arranged[matrix + panels.at(row, i % panels.columns())] = values[i];
        }
        Tensor tensor = buffers.take(matrices.shape());
        tensor.write(0, arranged, 0, arranged.length);
        return tensor;
    }
}
