package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Workers;
import io.github.congeal.internal.tensor.Wrap;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A 3x3 convolution to very few channels: each row of the picture is multiplied by the nine positions of the kernels at once,
 * and the products are added up where they belong. oneDNN's convolution to three channels reaches a tenth of its usual speed.
 *
 * <p>For float32. Each thread takes some rows of the picture through all steps, in its cache.
 */
final class NarrowConvolution {
    private static final int KERNEL = 3;
    /** The rows of the output per task, which also multiplies the rows above and below them. */
    private static final int ROWS = 32;
    /** Products are fastest for multiples of this number of columns. */
    private static final int VECTOR = 16;

    private final Buffers buffers;
    private final HostExecution execution;
    private final LongConsumer counter;
    private final Workers workers;
    private final Scratch scratch = new Scratch();
    private HostProduct @Nullable [] products;

    /**
     * The convolutions of one run.
     *
     * @param counter takes the number of multiply-adds of each
     */
    NarrowConvolution(Buffers buffers, HostExecution execution, LongConsumer counter) {
        this.buffers = buffers;
        this.execution = execution;
        this.counter = counter;
        this.workers = buffers.device().workers();
    }

    /** The columns of the kernels of {@code outputs} channels, some of them zero. */
    static int columns(int outputs) {
        return (KERNEL * KERNEL * outputs + VECTOR - 1) / VECTOR * VECTOR;
    }

    /**
     * Arranges kernels for this convolution.
     *
     * @param kernels {@code [Cout, Cin, 3, 3]}; a longer array is allowed
     * @return {@code [Cin, columns]}, the columns being {@code [3, 3, Cout]} and zeros
     */
    static float[] columns(float[] kernels, int inputs, int outputs) {
        int area = KERNEL * KERNEL;
        int columns = columns(outputs);
        float[] result = new float[inputs * columns];
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                for (int place = 0; place < area; place++) {
                    result[i * columns + place * outputs + o] = kernels[(o * inputs + i) * area + place];
                }
            }
        }
        return result;
    }

    /**
     * The convolution of one picture with padding of 1.
     *
     * @param x {@code [1, H, W, Cin]}
     * @param wrap the directions with circular padding; zero padding in others
     * @param activation applied to the picture first, or null
     * @param kernels as {@link #columns(float[], int, int)} makes them
     * @param bias {@code [Cout]}, or null
     * @param out {@code [1, H, W, Cout]}
     */
    void forward(
            Tensor x, Wrap wrap, @Nullable Activation activation, Tensor kernels, float @Nullable [] bias, Tensor out) {
        int height = (int) x.dimension(1);
        int width = (int) x.dimension(2);
        counter.accept(x.length() * KERNEL * KERNEL * out.dimension(3));
        int rows = Math.min(ROWS, (height + workers.count() - 1) / workers.count());
        try (Tensor line = buffers.take(workers.count(), width, x.dimension(3));
                Tensor product = buffers.take(workers.count(), width, kernels.dimension(1))) {
            Activation repeated = activation == null ? null : activation.repeated(width, buffers.hostArrays());
            execution.run(() -> {
                HostProduct[] multiplications = products();
                workers.run((height + rows - 1) / rows, (worker, task) -> {
                    RowProduct of = new RowProduct(
                            x,
                            repeated,
                            NativeView.of(kernels),
                            line.slice(worker),
                            product.slice(worker),
                            multiplications[worker]);
                    int from = task * rows;
                    NativeThreads.alone(() -> convolve(of, wrap, bias, from, Math.min(from + rows, height), out));
                });
            });
            if (repeated != null) {
                repeated.giveBack(buffers.hostArrays());
            }
        }
    }

    private HostProduct[] products() {
        if (products == null) {
            products = new HostProduct[workers.count()];
            Arrays.setAll(products, worker -> new HostProduct(execution.contexts()));
        }
        return products;
    }

    /** Computes the rows of the output from {@code from} to below {@code to}. */
    private void convolve(RowProduct of, Wrap wrap, float @Nullable [] bias, int from, int to, Tensor out) {
        int height = (int) out.dimension(1);
        int width = (int) out.dimension(2);
        int outputs = (int) out.dimension(3);
        int line = width * outputs;
        float[] sums = scratch.take((to - from) * line);
        float[] row = scratch.take(of.length());
        float[] activated = scratch.take(of.length());
        float[] products = scratch.take(width * of.columns());
        for (int i = 0; i < sums.length; i++) {
            sums[i] = bias == null ? 0 : bias[i % outputs];
        }
        for (int y = from - 1; y <= to; y++) {
            if (wrap.down() || y >= 0 && y < height) {
                of.read(Math.floorMod(y, height), row, activated, products);
                for (int target = Math.max(y - 1, from); target <= Math.min(y + 1, to - 1); target++) {
                    add(
                            products,
                            of.columns(),
                            y - target + 1,
                            wrap.across(),
                            outputs,
                            sums,
                            (target - from) * line,
                            width);
                }
            }
        }
        out.write((long) from * line, sums, 0, sums.length);
        scratch.giveBack(sums, row, activated, products);
    }

    /**
     * Adds the products of a row of the picture, {@code [width, columns]}, to a row of the output.
     *
     * @param down the row of the kernels, from 0
     * @param circular whether the row continues at its other end
     * @param sums {@code [width, outputs]}, from index {@code at} on
     */
    private static void add(
            float[] products, int columns, int down, boolean circular, int outputs, float[] sums, int at, int width) {
        for (int across = 0; across < KERNEL; across++) {
            int column = (down * KERNEL + across) * outputs;
            int shift = across - 1;
            int first = Math.max(0, -shift);
            int last = Math.min(width, width - shift);
            for (int x = first; x < last; x++) {
                addPixel(products, (x + shift) * columns + column, outputs, sums, at + x * outputs);
            }
            if (circular && shift != 0) {
                int x = shift < 0 ? 0 : width - 1;
                addPixel(products, Math.floorMod(x + shift, width) * columns + column, outputs, sums, at + x * outputs);
            }
        }
    }

    private static void addPixel(float[] products, int from, int outputs, float[] sums, int at) {
        for (int o = 0; o < outputs; o++) {
            sums[at + o] += products[from + o];
        }
    }

    /**
     * The products of one row of a picture at a time, by one worker.
     *
     * @param x {@code [1, H, W, Cin]}
     * @param kernels {@code [Cin, columns]}
     * @param line room for a row, {@code [1, W, Cin]}
     * @param product room for its products, {@code [1, W, columns]}
     */
    private record RowProduct(
            Tensor x,
            @Nullable Activation activation,
            NativeView kernels,
            Tensor line,
            Tensor product,
            HostProduct multiplication) {
        int length() {
            return (int) line.length();
        }

        int columns() {
            return (int) product.dimension(2);
        }

        void read(int y, float[] row, float[] scratch, float[] products) {
            x.read((long) y * row.length, row, 0, row.length);
            if (activation != null) {
                activation.apply(row, scratch, row.length);
            }
            line.write(0, row, 0, row.length);
            multiplication.multiply(matrix(line), kernels, matrix(product));
            product.read(0, products, 0, products.length);
        }

        private static NativeView matrix(Tensor x) {
            return NativeView.of(x.reshape(x.dimension(1), x.dimension(2)));
        }
    }
}
