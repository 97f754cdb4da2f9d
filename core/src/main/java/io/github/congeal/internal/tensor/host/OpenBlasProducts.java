package io.github.congeal.internal.tensor.host;

import static io.github.congeal.internal.tensor.host.WinogradConvolution.PRODUCTS;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import io.github.congeal.internal.tensor.Memory;
import io.github.congeal.internal.tensor.Tensor;
import java.util.IdentityHashMap;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Products by OpenBLAS's kernels for small matrices, which read the factors where they lie. A panel of the kernels stays in
 * the processor's innermost caches while the tiles pass.
 */
final class OpenBlasProducts implements WinogradProducts {
    /** The most multiply-adds of one product; OpenBLAS would rearrange the factors of a larger one, and use threads. */
    private static final int MOST = 1_000_000;

    private final long begin;
    private final FloatPointer inputs;
    private final FloatPointer results;
    private final Map<Memory, FloatPointer> pointers = new IdentityHashMap<>();

    /** Products in a worker's memory. */
    OpenBlasProducts(Tensor memory) {
        this.begin = memory.offset();
        this.inputs = pointer(memory.memory());
        this.results = pointer(memory.memory());
    }

    @Override
    public void multiply(int tiles, Tensor kernels, Panels panels) {
        int rows = Math.max(1, MOST / (panels.rows() * panels.width()));
        long start = begin + WinogradProducts.start(tiles, panels);
        FloatPointer weights = pointers.computeIfAbsent(kernels.memory(), OpenBlasProducts::pointer);
        for (int product = 0; product < PRODUCTS; product++) {
            for (int panel = 0; panel < panels.count(); panel++) {
                long matrix = kernels.offset() + (long) product * panels.length() + panels.at(panel);
                for (int row = 0; row < tiles; row += rows) {
                    long line = (long) product * tiles + row;
                    cblas_sgemm(
                            CblasRowMajor,
                            CblasNoTrans,
                            CblasNoTrans,
                            Math.min(rows, tiles - row),
                            panels.width(panel),
                            panels.rows(),
                            1,
                            inputs.position(start + line * panels.rows()),
                            panels.rows(),
                            weights.position(matrix),
                            panels.width(panel),
                            0,
                            results.position(begin + line * panels.columns() + (long) panel * panels.width()),
                            panels.columns());
                }
            }
        }
    }

    private static FloatPointer pointer(Memory memory) {
        return ((HostMemory) memory).floats();
    }
}
