package io.github.congeal.internal.tensor.host;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import io.github.congeal.internal.tensor.Workers;
import java.util.stream.Stream;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Many small products of matrices at once, such as those of attention's heads: each by OpenBLAS, on one worker. ND4J's
 * batched product takes 1.5 times as long.
 */
final class SmallProducts {
    /** The most multiply-adds of one product: OpenBLAS would divide a larger one among threads of its own. */
    private static final long MOST = 1 << 18;

    /** The products of a task. */
    private static final int EACH = 16;

    private static final int RANK = 4;

    private final Workers workers;

    SmallProducts(Workers workers) {
        this.workers = workers;
    }

    /**
     * Whether products can be computed this way.
     *
     * @param cost the multiply-adds of each
     * @param tensors the factors and the results
     */
    static boolean suit(long cost, Tensor... tensors) {
        return cost <= MOST
                && Stream.of(tensors)
                        .allMatch(x ->
                                x.rank() == RANK && x.precision() == Precision.FLOAT && x.strides()[RANK - 1] == 1);
    }

    /**
     * {@code out = factor * a b}, with either factor transposed or not.
     *
     * @param a {@code [N, H, m, k]}, or {@code [N, H, k, m]} if it is to be transposed
     * @param b {@code [N, H, k, n]}, or {@code [N, H, n, k]} if it is to be transposed
     * @param out {@code [N, H, m, n]}
     */
    void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, double factor, Tensor out) {
        int rows = (int) out.dimension(2);
        int columns = (int) out.dimension(3);
        int inner = (int) a.dimension(transposeA ? 2 : 3);
        int count = (int) out.matrices();
        workers.run((count + EACH - 1) / EACH, (worker, task) -> {
            Matrices left = new Matrices(a);
            Matrices right = new Matrices(b);
            Matrices result = new Matrices(out);
            for (int i = task * EACH; i < Math.min((task + 1) * EACH, count); i++) {
                cblas_sgemm(
                        CblasRowMajor,
                        transposeA ? CblasTrans : CblasNoTrans,
                        transposeB ? CblasTrans : CblasNoTrans,
                        rows,
                        columns,
                        inner,
                        (float) factor,
                        left.at(i),
                        left.step,
                        right.at(i),
                        right.step,
                        0,
                        result.at(i),
                        result.step);
            }
        });
    }

    /** The matrices of a tensor {@code [N, H, rows, columns]}; the pointer moves from one to the next. */
    private static final class Matrices {
        private final FloatPointer pointer;
        private final long begin;
        private final long perPicture;
        private final long[] strides;
        private final int step;

        Matrices(Tensor tensor) {
            pointer = ((HostMemory) tensor.memory()).floats();
            begin = tensor.offset();
            perPicture = tensor.dimension(1);
            strides = tensor.strides();
            step = Math.toIntExact(strides[2]);
        }

        FloatPointer at(int index) {
            return pointer.position(begin + index / perPicture * strides[0] + index % perPicture * strides[1]);
        }
    }
}
