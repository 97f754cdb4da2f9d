package io.github.congeal.internal.tensor.host;

import static io.github.congeal.internal.tensor.host.WinogradTransform.OUTPUTS;
import static io.github.congeal.internal.tensor.host.WinogradTransform.POINTS;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Workers;
import io.github.congeal.internal.tensor.Wrap;
import io.github.congeal.internal.tensor.host.WinogradProducts.Library;
import io.github.congeal.internal.tensor.host.WinogradStrip.Division;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A 3x3 convolution by Winograd's F(4x4, 3x3) (Lavin and Gray 2016), which computes tiles of 4x4 outputs with a quarter
 * of the products; the picture may be upsampled to twice its size first. Its rounding errors are about five times those
 * of a direct convolution.
 *
 * <p>For float32. Each thread takes a strip of the picture through all steps, so that intermediate results stay in its cache
 * and threads need not wait for each other. The matrix products are those of {@link WinogradProducts}.
 */
final class WinogradConvolution {
    /** The number of matrix products, one for each pair of points. */
    static final int PRODUCTS = POINTS * POINTS;
    /** The most channels of the input or output. */
    static final int MOST_CHANNELS = 512;

    private final Buffers buffers;
    private final HostExecution execution;
    private final LongConsumer counter;
    private final Workers workers;
    private final Transposition transposition;
    private final WinogradKernels transform;
    private final Library library;
    private WinogradWorker @Nullable [] staff;

    /**
     * The Winograd convolutions of one run.
     *
     * @param transposition transposes kernels
     * @param library computes the matrix products
     * @param counter takes the number of multiply-adds of each
     */
    WinogradConvolution(
            Buffers buffers,
            HostExecution execution,
            Transposition transposition,
            Library library,
            LongConsumer counter) {
        this.buffers = buffers;
        this.execution = execution;
        this.workers = buffers.device().workers();
        this.transposition = transposition;
        this.transform = new WinogradKernels(workers);
        this.library = library;
        this.counter = counter;
    }

    /**
     * Transforms kernels for this convolution.
     *
     * @param kernels {@code [Cout, Cin, 3, 3]}
     * @param panels how each of the 36 matrices {@code [Cin, Cout]} is laid out
     * @param target {@code [36, Cin, Cout]}, filled
     */
    static void transform(float[] kernels, Panels panels, FloatBuffer target) {
        int inputs = panels.rows();
        int outputs = panels.columns();
        double[][] rows = new double[3][POINTS];
        double[] column = new double[POINTS];
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                int at = (o * inputs + i) * 9;
                for (int y = 0; y < 3; y++) {
                    WinogradTransform.kernel(
                            kernels[at + 3 * y], kernels[at + 3 * y + 1], kernels[at + 3 * y + 2], rows[y]);
                }
                int place = panels.at(i, o);
                for (int x = 0; x < POINTS; x++) {
                    WinogradTransform.kernel(rows[0][x], rows[1][x], rows[2][x], column);
                    for (int y = 0; y < POINTS; y++) {
                        target.put((y * POINTS + x) * panels.length() + place, (float) column[y]);
                    }
                }
            }
        }
    }

    /**
     * The convolution of pictures with kernels that are transformed for this use, and with zero padding of 1.
     *
     * @param x {@code [N, H, W, Cin]}
     * @param plain {@code [3, 3, Cin, Cout]}
     * @param bias {@code [Cout]}, or null
     * @param scale 1, or 2 to upsample the pictures as in {@link #forward}
     * @param reduction 1, or 2 to add up each square of 2x2 outputs, for the gradient of upsampling
     * @param out {@code [N, scale * H / reduction, scale * W / reduction, Cout]}
     */
    void convolve(Tensor x, Tensor plain, float @Nullable [] bias, int scale, int reduction, Tensor out) {
        try (Tensor kernels = buffers.take(PRODUCTS, plain.dimension(2), plain.dimension(3))) {
            execution.run(() -> transform.transform(plain, panels(kernels), kernels));
            for (int n = 0; n < x.dimension(0); n++) {
                Enlarged picture = new Enlarged(x.slice(n), scale, Wrap.NONE);
                convolve(picture, null, kernels, false, new Added(out.slice(n), reduction, null), bias);
            }
        }
    }

    /**
     * The convolution of one picture with padding of 1.
     *
     * @param x {@code [1, H, W, Cin]}
     * @param wrap the directions with circular padding; zero padding in others
     * @param activation applied to the picture first, or null
     * @param kernels as {@link #transform} makes them
     * @param bias {@code [Cout]}, or null
     * @param scale 1, or 2 to upsample the picture by nearest neighbour to twice its size first
     * @param added added to the output, shaped as out, or null
     * @param out {@code [1, scale * H, scale * W, Cout]}
     */
    void forward(
            Tensor x,
            Wrap wrap,
            @Nullable Activation activation,
            Tensor kernels,
            float @Nullable [] bias,
            int scale,
            @Nullable Tensor added,
            Tensor out) {
        convolve(
                new Enlarged(x, scale, wrap),
                activation,
                kernels,
                false,
                new Added(out, 1, added == null ? null : Finishing.adding(added)),
                bias);
    }

    /**
     * The gradient of {@link #forward} with respect to x.
     *
     * @param gradient with respect to the output
     * @param out {@code [1, H, W, Cin]}
     */
    void backward(Tensor gradient, Wrap wrap, Tensor kernels, int scale, Tensor out) {
        backward(gradient, wrap, kernels, new Added(out, scale, null));
    }

    /**
     * The gradient of {@link #forward}, with scale 1, with respect to the picture after its activation, multiplied by the
     * activation's gradient.
     *
     * @param x the picture before its activation
     * @param out shaped as x
     * @return the activation's gradient
     */
    ActivationGradient backward(Tensor gradient, Tensor kernels, Tensor x, Activation activation, Tensor out) {
        Division division = division(x.dimension(1), x.dimension(2), kernels);
        ActivationGradient activated = new ActivationGradient(
                x, activation, OUTPUTS * division.columns(), division.strips(), buffers.hostArrays());
        backward(gradient, Wrap.NONE, kernels, new Added(out, 1, activated));
        return activated;
    }

    private void backward(Tensor gradient, Wrap wrap, Tensor kernels, Added out) {
        // Products that transpose a factor are a tenth slower, and each strip would transpose it again.
        try (Tensor transposed = buffers.take(PRODUCTS, kernels.dimension(2), kernels.dimension(1))) {
            execution.run(
                    () -> transposition.transpose(kernels, panels(kernels), false, transposed, panels(transposed)));
            convolve(new Enlarged(gradient, 1, wrap), null, transposed, true, out, null);
        }
    }

    /**
     * Convolves strip by strip, each on one worker.
     *
     * @param kernels {@code [36, Cin, Cout]}
     * @param turned whether the kernels are rotated by 180 degrees, for the gradient
     */
    private void convolve(
            Enlarged x,
            @Nullable Activation activation,
            Tensor kernels,
            boolean turned,
            Added out,
            float @Nullable [] bias) {
        Division division = division(x.height(), x.width(), kernels);
        counter.accept((long) division.down() * division.across() * PRODUCTS * x.channels() * out.channels());
        WinogradWorker[] all = staff();
        Panels panels = panels(kernels);
        WinogradTiles tiles =
                new WinogradTiles(x, activation, out, division.columns(), turned, bias, buffers.hostArrays());
        execution.run(() -> {
            if (out.finishing() != null) {
                out.finishing().open();
            }
            workers.run(
                    division.strips(),
                    (worker, strip) -> all[worker].convolve(division.strip(strip), tiles, kernels, panels));
        });
        tiles.close();
    }

    private WinogradWorker[] staff() {
        if (staff == null) {
            staff = new WinogradWorker[workers.count()];
            Arrays.setAll(staff, worker -> employ(buffers.keep(library.room())));
        }
        return staff;
    }

    private WinogradWorker employ(Tensor memory) {
        return new WinogradWorker(memory, () -> library.of(memory, execution.contexts()));
    }

    private Panels panels(Tensor kernels) {
        return library.panels((int) kernels.dimension(1), (int) kernels.dimension(2));
    }

    private Division division(long height, long width, Tensor kernels) {
        int channels = (int) Math.max(kernels.dimension(1), kernels.dimension(2));
        return Division.of(tiles(height), tiles(width), channels, library.most());
    }

    private static int tiles(long length) {
        return (int) ((length + OUTPUTS - 1) / OUTPUTS);
    }

    /** A picture that is read at its size or upsampled to twice its size, with the directions of circular padding. */
    record Enlarged(Tensor picture, int scale, Wrap wrap) {
        int height() {
            return (int) picture.dimension(1) * scale;
        }

        int width() {
            return (int) picture.dimension(2) * scale;
        }

        int channels() {
            return (int) picture.dimension(3);
        }

        /** Reads {@code count} pixels of a row of the upsampled picture, all of them inside. */
        void read(int row, int from, int count, float[] target) {
            int channels = channels();
            long line = (long) (row / scale) * picture.dimension(2);
            int first = from / scale;
            int pixels = (from + count - 1) / scale - first + 1;
            // If pixels are to be repeated, they are read to the end of the array and copied forward, so that none is
            // overwritten too early.
            int rear = (count - pixels) * channels;
            picture.read((line + first) * channels, target, rear, pixels * channels);
            for (int pixel = 0; scale > 1 && pixel < count; pixel++) {
                int source = rear + ((from + pixel) / scale - first) * channels;
                System.arraycopy(target, source, target, pixel * channels, channels);
            }
        }
    }

    /**
     * A picture that is written.
     *
     * @param scale 1, or 2 to add up each square of 2x2 pixels, for the gradient of upsampling
     * @param finishing what is done with the pixels before they are written, or null; only with scale 1
     */
    record Added(Tensor picture, int scale, @Nullable Finishing finishing) {
        int channels() {
            return (int) picture.dimension(3);
        }

        /**
         * Writes pixels of the four rows from {@code row} on, and drops those outside of the picture.
         *
         * @param rows the pixels of each row, from column {@code from} on; overwritten
         * @param scratch for the finishing
         */
        void write(int row, int from, int count, float[][] rows, float[][] scratch) {
            int channels = channels();
            int width = (int) picture.dimension(2);
            int height = (int) picture.dimension(1);
            int pixels = Math.min(count / scale, width - from / scale);
            for (int i = 0; i < OUTPUTS && (row + i) / scale < height; i += scale) {
                if (scale == 2) {
                    addUp(rows[i], rows[i + 1], pixels, channels);
                }
                long line = (long) ((row + i) / scale) * width;
                long at = (line + from / scale) * channels;
                if (finishing != null) {
                    finishing.apply(at, rows[i], pixels * channels, scratch);
                }
                picture.write(at, rows[i], 0, pixels * channels);
            }
        }

        /** Writes the sums of squares of 2x2 pixels to the beginning of the upper row. */
        private static void addUp(float[] upper, float[] lower, int pixels, int channels) {
            for (int pixel = 0; pixel < pixels; pixel++) {
                int target = pixel * channels;
                int left = 2 * target;
                int right = left + channels;
                for (int c = 0; c < channels; c++) {
                    upper[target + c] = upper[left + c] + upper[right + c] + lower[left + c] + lower[right + c];
                }
            }
        }
    }
}
