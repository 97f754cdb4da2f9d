package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Workers;
import io.github.congeal.internal.tensor.Wrap;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A 3x3 convolution to very few channels: the pixels of each row are multiplied by the nine positions of the kernels at once,
 * and the products are added up where they belong. oneDNN's convolution to three channels reaches a tenth of its usual speed.
 *
 * <p>For float32. Each thread takes a piece of the picture through all steps, in its cache.
 */
final class NarrowConvolution {
    private static final int KERNEL = 3;
    /** The rows of the output per task, which also multiplies the rows above and below them. */
    private static final int ROWS = 32;
    /** The most columns of the output per task: its arrays stay in the processor's cache. */
    private static final int COLUMNS = 512;
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

    /**
     * The number of columns of the kernel matrix for {@code outputs} channels, including the columns of zeros that
     * fill it up.
     */
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
        counter.accept(x.length() * KERNEL * KERNEL * out.dimension(3));
        Pieces pieces = Pieces.of((int) x.dimension(1), (int) x.dimension(2), workers.count());
        int pixels = pieces.columns() + KERNEL - 1;
        try (Tensor line = buffers.take(workers.count(), pixels, x.dimension(3));
                Tensor product = buffers.take(workers.count(), pixels, kernels.dimension(1))) {
            Activation repeated = activation == null ? null : activation.repeated(pixels, buffers.hostArrays());
            NarrowRows rows = new NarrowRows(x, wrap, repeated, scratch);
            execution.run(() -> {
                HostProduct[] multiplications = products();
                NativeView factor = NativeView.of(kernels);
                workers.run(pieces.count(), (worker, task) -> {
                    Tensor in = line.slice(worker);
                    Tensor result = product.slice(worker);
                    Multiply multiply = count -> multiplications[worker].multiply(
                            NativeView.of(in.first(count, in.dimension(2))),
                            factor,
                            NativeView.of(result.first(count, result.dimension(2))));
                    NativeThreads.alone(() -> convolve(pieces.get(task), rows, in, multiply, result, bias, out));
                });
            });
            if (repeated != null) {
                repeated.giveBack(buffers.hostArrays());
            }
        }
    }

    /** The product of some pixels with the kernels. */
    @FunctionalInterface
    private interface Multiply {
        void run(int pixels);
    }

    private HostProduct[] products() {
        if (products == null) {
            products = new HostProduct[workers.count()];
            Arrays.setAll(products, worker -> new HostProduct(execution.contexts()));
        }
        return products;
    }

    /**
     * Computes a piece of the output.
     *
     * @param rows reads the picture
     * @param line takes the pixels of a row, {@code [1, pixels, Cin]}
     * @param multiply multiplies them by the kernels
     * @param product then holds the products, {@code [1, pixels, columns]}
     */
    private void convolve(
            Piece piece,
            NarrowRows rows,
            Tensor line,
            Multiply multiply,
            Tensor product,
            float @Nullable [] bias,
            Tensor out) {
        int outputs = (int) out.dimension(3);
        int columns = (int) product.dimension(2);
        int pixels = piece.width() + KERNEL - 1;
        int length = piece.width() * outputs;
        float[] sums = scratch.take(piece.height() * length);
        float[] products = scratch.take(pixels * columns);
        for (int i = 0; i < sums.length; i++) {
            sums[i] = bias == null ? 0 : bias[i % outputs];
        }
        for (int y = piece.top() - 1; y <= piece.bottom(); y++) {
            if (rows.read(y, piece.left() - 1, pixels, line)) {
                multiply.run(pixels);
                product.read(0, products, 0, products.length);
                int first = Math.max(y - 1, piece.top());
                int last = Math.min(y + 1, piece.bottom() - 1);
                for (int target = first; target <= last; target++) {
                    int down = y - target + 1;
                    add(products, columns, down * KERNEL, outputs, sums, (target - piece.top()) * length, length);
                }
            }
        }
        for (int row = 0; row < piece.height(); row++) {
            long at = ((piece.top() + row) * out.dimension(2) + piece.left()) * outputs;
            out.write(at, sums, row * length, length);
        }
        scratch.giveBack(sums, products);
    }

    /**
     * Adds the products of a row of the picture to a row of the output.
     *
     * @param products {@code [pixels, columns]}, beginning one pixel left of the output
     * @param place the first of three adjacent positions in the kernels
     * @param sums {@code length} numbers from index {@code at} on, {@code [pixels - 2, outputs]}
     */
    private static void add(float[] products, int columns, int place, int outputs, float[] sums, int at, int length) {
        for (int across = 0; across < KERNEL; across++) {
            int from = across * columns + (place + across) * outputs;
            for (int i = 0; i < length; i += outputs, from += columns) {
                for (int o = 0; o < outputs; o++) {
                    sums[at + i + o] += products[from + o];
                }
            }
        }
    }

    /** The division of a picture into pieces, each computed by one worker. */
    private record Pieces(int height, int width, int rows, int columns) {
        /** Pieces for that many workers. */
        static Pieces of(int height, int width, int workers) {
            int rows = Math.min(ROWS, (height + workers - 1) / workers);
            int parts = (width + COLUMNS - 1) / COLUMNS;
            return new Pieces(height, width, rows, (width + parts - 1) / parts);
        }

        private int across() {
            return (width + columns - 1) / columns;
        }

        int count() {
            return (height + rows - 1) / rows * across();
        }

        Piece get(int index) {
            int top = index / across() * rows;
            int left = index % across() * columns;
            return new Piece(top, Math.min(top + rows, height), left, Math.min(left + columns, width));
        }
    }

    /** The rows from {@code top} to below {@code bottom}, and the columns from {@code left} to below {@code right}. */
    private record Piece(int top, int bottom, int left, int right) {
        int height() {
            return bottom - top;
        }

        int width() {
            return right - left;
        }
    }
}
