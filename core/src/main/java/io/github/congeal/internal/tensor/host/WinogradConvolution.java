package io.github.congeal.internal.tensor.host;

import static io.github.congeal.internal.tensor.host.WinogradTransform.OUTPUTS;
import static io.github.congeal.internal.tensor.host.WinogradTransform.POINTS;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Workers;
import io.github.congeal.internal.tensor.Wrap;
import io.github.congeal.internal.tensor.host.WinogradStrip.Division;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A 3x3 convolution with a quarter of the products: tiles of 4x4 outputs by Winograd's F(4x4, 3x3) (Lavin and Gray
 * 2016), with the picture at twice the size if so wished. Its rounding errors are about five times those of a plain
 * convolution.
 *
 * <p>In float32. Each of Java's threads takes a strip of the picture at a time from end to end, so that what lies between
 * the transforms stays in its cache and none waits for another; the products are ND4J's.
 */
final class WinogradConvolution {
    /** Products of numbers with numbers, one for each pair of points. */
    static final int PRODUCTS = POINTS * POINTS;
    /** Beyond so many, the kernels, four times as large as usual, cost more memory than they are worth. */
    static final int MOST_CHANNELS = 256;

    private final Buffers buffers;
    private final HostExecution execution;
    private final LongConsumer counter;
    private final Workers workers;
    private final Map<Tensor, NativeView[]> kernelViews = new IdentityHashMap<>();
    private WinogradWorker @Nullable [] staff;
    /**
     * Convolutions in a run.
     *
     * @param counter is told how many products were computed
     */
    WinogradConvolution(Buffers buffers, HostExecution execution, LongConsumer counter) {
        this.buffers = buffers;
        this.execution = execution;
        this.workers = buffers.device().workers();
        this.counter = counter;
    }

    /**
     * Kernels in the form that this convolution takes.
     *
     * @param kernels {@code [Cout, Cin, 3, 3]}
     * @param target {@code [36, Cin, Cout]}
     */
    static void transform(float[] kernels, int inputs, int outputs, FloatBuffer target) {
        double[][] rows = new double[3][POINTS];
        double[] column = new double[POINTS];
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                int at = (o * inputs + i) * 9;
                for (int y = 0; y < 3; y++) {
                    WinogradTransform.kernel(
                            kernels[at + 3 * y], kernels[at + 3 * y + 1], kernels[at + 3 * y + 2], rows[y]);
                }
                for (int x = 0; x < POINTS; x++) {
                    WinogradTransform.kernel(rows[0][x], rows[1][x], rows[2][x], column);
                    for (int y = 0; y < POINTS; y++) {
                        target.put(((y * POINTS + x) * inputs + i) * outputs + o, (float) column[y]);
                    }
                }
            }
        }
    }

    /**
     * The convolution of one picture, with zeros around it where it does not go on at its opposite side.
     *
     * @param x {@code [1, H, W, Cin]}
     * @param wrap where it goes on
     * @param activation what is done to the picture first, or nothing
     * @param kernels as {@link #transform} made them
     * @param bias {@code [Cout]}, or none
     * @param scale 1, or 2 to convolve the picture at twice the size, each pixel a square of four
     * @param out {@code [1, scale * H, scale * W, Cout]}
     */
    void forward(
            Tensor x,
            Wrap wrap,
            @Nullable Activation activation,
            Tensor kernels,
            float @Nullable [] bias,
            int scale,
            Tensor out) {
        convolve(new Enlarged(x, scale, wrap), activation, kernels, false, new Added(out, 1), bias);
    }

    /**
     * The gradient of {@link #forward} with respect to x.
     *
     * @param gradient with respect to the output
     * @param out {@code [1, H, W, Cin]}
     */
    void backward(Tensor gradient, Wrap wrap, Tensor kernels, int scale, Tensor out) {
        convolve(new Enlarged(gradient, 1, wrap), null, kernels, true, new Added(out, scale), null);
    }

    /** Strip by strip, each by one worker, whose products are shared with no other. */
    private void convolve(
            Enlarged x,
            @Nullable Activation activation,
            Tensor kernels,
            boolean turned,
            Added out,
            float @Nullable [] bias) {
        int down = tiles(x.height());
        int across = tiles(x.width());
        counter.accept((long) down * across * PRODUCTS * x.channels() * out.channels());
        WinogradWorker[] all = staff();
        Division division = Division.of(down, across, Math.max(x.channels(), out.channels()));
        WinogradTiles tiles =
                new WinogradTiles(x, activation, out, division.columns(), turned, bias, buffers.hostArrays());
        execution.run(() -> {
            NativeView[] views = kernelViews.computeIfAbsent(kernels, WinogradWorker::matrices);
            workers.run(
                    division.strips(),
                    (worker, strip) -> NativeThreads.alone(
                            () -> all[worker].convolve(division.strip(strip), tiles, views, turned)));
        });
        tiles.close();
    }

    private WinogradWorker[] staff() {
        if (staff == null) {
            staff = new WinogradWorker[workers.count()];
            Arrays.setAll(staff, worker -> new WinogradWorker(takeRoom(), takeRoom(), execution::contexts));
        }
        return staff;
    }

    private Tensor takeRoom() {
        return buffers.keep(PRODUCTS, WinogradStrip.MOST);
    }

    private static int tiles(int length) {
        return (length + OUTPUTS - 1) / OUTPUTS;
    }

    /** A picture that is read at once or twice its size, and beyond its sides where it goes on at the opposite ones. */
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

        /** Reads pixels of a row, all of them inside. */
        void read(int row, int from, int count, float[] target) {
            int channels = channels();
            long line = (long) (row / scale) * picture.dimension(2);
            int first = from / scale;
            int pixels = (from + count - 1) / scale - first + 1;
            // Where pixels are repeated into the rear, and from there forward: none is overwritten before it is read.
            int rear = (count - pixels) * channels;
            picture.read((line + first) * channels, target, rear, pixels * channels);
            for (int pixel = 0; scale > 1 && pixel < count; pixel++) {
                int source = rear + ((from + pixel) / scale - first) * channels;
                System.arraycopy(target, source, target, pixel * channels, channels);
            }
        }
    }

    /** A picture that is written as it is, or as the sum of each square of pixels. */
    record Added(Tensor picture, int scale) {
        int channels() {
            return (int) picture.dimension(3);
        }

        /**
         * Writes some pixels of four rows; those outside of the picture are dropped.
         *
         * @param rows the pixels of each row, from the given one on; overwritten
         */
        void write(int row, int from, int count, float[][] rows) {
            int channels = channels();
            int width = (int) picture.dimension(2);
            int height = (int) picture.dimension(1);
            int pixels = Math.min(count / scale, width - from / scale);
            for (int i = 0; i < OUTPUTS && (row + i) / scale < height; i += scale) {
                if (scale == 2) {
                    addUp(rows[i], rows[i + 1], pixels, channels);
                }
                long line = (long) ((row + i) / scale) * width;
                picture.write((line + from / scale) * channels, rows[i], 0, pixels * channels);
            }
        }

        /** The sums of squares of four, into the beginning of the first row. */
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
