package io.github.congeal.internal.tensor.host;

import static io.github.congeal.internal.tensor.host.WinogradTransform.OUTPUTS;
import static io.github.congeal.internal.tensor.host.WinogradTransform.POINTS;

import io.github.congeal.internal.tensor.HostArrays;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.host.WinogradConvolution.Added;
import io.github.congeal.internal.tensor.host.WinogradConvolution.Enlarged;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The input and output transforms of a Winograd convolution, for one row of a strip of tiles at a time.
 */
final class WinogradTiles {
    /** The rows or columns of pixels that a tile shares with the next one. */
    private static final int SHARED = POINTS - OUTPUTS;

    private final Enlarged source;
    private final @Nullable Activation activation;
    private final Added target;
    private final boolean turned;
    private final float @Nullable [] bias;
    private final HostArrays arrays;

    /**
     * The transforms of one convolution.
     *
     * @param activation applied to the source first, or null
     * @param columns the most columns of tiles in a strip
     * @param turned whether the order of the points is reversed, as for kernels rotated by 180 degrees
     * @param bias added to the output, {@code [Cout]}, or null
     * @param arrays the run's arrays
     */
    WinogradTiles(
            Enlarged source,
            @Nullable Activation activation,
            Added target,
            int columns,
            boolean turned,
            float @Nullable [] bias,
            HostArrays arrays) {
        this.arrays = arrays;
        this.source = source;
        this.activation = activation == null ? null : activation.repeated(OUTPUTS * columns + SHARED, arrays);
        this.target = target;
        this.turned = turned;
        this.bias = bias == null ? null : arrays.takeRepeated(bias, columns);
    }

    /** Gives the run's arrays back. */
    void close() {
        if (activation != null) {
            activation.giveBack(arrays);
        }
        if (bias != null) {
            arrays.giveBack(bias);
        }
    }

    int inputs() {
        return source.channels();
    }

    int outputs() {
        return target.channels();
    }

    /**
     * Transforms the pixels of a strip.
     *
     * @param points filled with {@code [36, tiles, Cin]} from {@code start} on
     */
    void toPoints(WinogradStrip strip, Scratch s, Tensor points, int start) {
        int channels = source.channels();
        int tiles = strip.columns();
        int pixels = OUTPUTS * tiles + SHARED;
        for (int row = 0; row < strip.rows(); row++) {
            for (int y = s.keepSharedRows(row); y < POINTS; y++) {
                read((strip.top() + row) * OUTPUTS - 1 + y, strip.left() * OUTPUTS - 1, pixels, s.rows[0], s);
                s.part(s.rows[0], pixels, channels, y);
            }
            for (int x = 0; x < OUTPUTS; x++) {
                int columns = x < SHARED ? tiles + 1 : tiles;
                WinogradTransform.input(s.pixels[x], s.vertical[x], columns * channels);
            }
            for (int y = 0; y < POINTS; y++) {
                s.line(y, tiles * channels, channels);
                WinogradTransform.input(s.line, s.points, tiles * channels);
                for (int x = 0; x < POINTS; x++) {
                    long from = start + at(turned(y * POINTS + x), row, strip, channels);
                    points.write(from, s.points[x], 0, tiles * channels);
                }
            }
        }
    }

    /** Reads and activates pixels of a row; those outside of the picture are padded with zeros or circularly. */
    private void read(int row, int from, int count, float[] into, Scratch s) {
        int channels = source.channels();
        int height = source.height();
        int start = Math.max(from, 0);
        int end = Math.min(from + count, source.width());
        boolean isOutside = row < 0 || row >= height;
        if (isOutside && !source.wrap().down()) {
            Arrays.fill(into, 0, count * channels, 0f);
            return;
        }
        int inside = Math.floorMod(row, height);
        int length = (end - start) * channels;
        int before = (start - from) * channels;
        readActivated(inside, start, end - start, into, s);
        System.arraycopy(into, 0, into, before, length);
        if (source.wrap().across()) {
            readBeyond(inside, from, start, from, into, s);
            readBeyond(inside, end, from + count, from, into, s);
        } else {
            Arrays.fill(into, 0, before, 0f);
            Arrays.fill(into, before + length, count * channels, 0f);
        }
    }

    private void readActivated(int row, int from, int count, float[] into, Scratch s) {
        source.read(row, from, count, into);
        if (activation != null) {
            activation.apply(into, s.activated, count * source.channels());
        }
    }

    /** Reads pixels of circular padding one by one, since there are few of them. */
    private void readBeyond(int row, int from, int end, int first, float[] into, Scratch s) {
        int channels = source.channels();
        for (int x = from; x < end; x++) {
            readActivated(row, Math.floorMod(x, source.width()), 1, s.pixel, s);
            System.arraycopy(s.pixel, 0, into, (x - first) * channels, channels);
        }
    }

    /** Transforms {@code products}, whose first are {@code [36, tiles, Cout]}, to the pixels of a strip. */
    void toOutputs(WinogradStrip strip, Scratch s, Tensor products) {
        int channels = target.channels();
        int tiles = strip.columns();
        Finishing finishing = target.finishing();
        if (finishing != null) {
            finishing.begin(s.finishing);
        }
        for (int row = 0; row < strip.rows(); row++) {
            for (int x = 0; x < POINTS; x++) {
                for (int y = 0; y < POINTS; y++) {
                    long from = at(turned(y * POINTS + x), row, strip, channels);
                    products.read(from, s.points[y], 0, tiles * channels);
                }
                for (int y = 0; y < OUTPUTS; y++) {
                    s.column[y] = s.columns[y][x];
                }
                WinogradTransform.output(s.points, s.column, tiles * channels);
            }
            for (int y = 0; y < OUTPUTS; y++) {
                WinogradTransform.output(s.columns[y], s.outputs, tiles * channels);
                for (int x = 0; bias != null && x < OUTPUTS; x++) {
                    add(bias, s.outputs[x], tiles * channels);
                }
                s.join(s.rows[y], tiles, channels);
            }
            target.write((strip.top() + row) * OUTPUTS, strip.left() * OUTPUTS, tiles * OUTPUTS, s.rows, s.finishing);
        }
        if (finishing != null) {
            finishing.end(strip.index(), s.finishing);
        }
    }

    static void add(float[] x, float[] out, int count) {
        for (int i = 0; i < count; i++) {
            out[i] += x[i];
        }
    }

    /** The offset of a row of a strip in {@code [36, tiles, channels]}. */
    private static long at(int product, int row, WinogradStrip strip, int channels) {
        return ((long) product * strip.tiles() + row * strip.columns()) * channels;
    }

    private int turned(int product) {
        return turned ? POINTS * POINTS - 1 - product : product;
    }

    /** The scratch arrays of one worker. */
    static final class Scratch {
        /** A row of input pixels; later the four rows of output pixels. */
        final float[][] rows;
        /** One pixel of circular padding. */
        final float[] pixel = new float[WinogradConvolution.MOST_CHANNELS];
        /** Scratch of the activation of a row. */
        final float[] activated;
        /** Scratch of the {@link Finishing}. */
        final float[][] finishing;
        /** The six input rows of a row of tiles, as columns: every fourth pixel from x on, for each x below four. */
        final float[][][] pixels;
        /** The same after the vertical transform. */
        final float[][][] vertical;
        /** The columns of one of its rows for each x below six. */
        final float[][] line = new float[POINTS][];
        /** The columns x = 4 and 5 of a row, which are columns 0 and 1 of the next tile. */
        final float[][] next;
        /** The four output columns of all tiles. */
        final float[][] outputs;
        /** The tiles of a row at six of the points. */
        final float[][] points;
        /** The output rows after the vertical transform, at the six horizontal points. */
        final float[][][] columns;
        /** The output rows at one of the horizontal points. */
        final float[][] column = new float[OUTPUTS][];

        /** For the widest strip. */
        Scratch() {
            int tiles = WinogradStrip.ROW;
            int row = OUTPUTS * tiles + SHARED * WinogradConvolution.MOST_CHANNELS;
            int column = tiles + WinogradConvolution.MOST_CHANNELS;
            this.rows = new float[OUTPUTS][row];
            this.activated = new float[row];
            this.finishing = new float[Finishing.SCRATCH][row];
            this.pixels = new float[OUTPUTS][POINTS][column];
            this.vertical = new float[OUTPUTS][POINTS][column];
            this.next = new float[SHARED][tiles];
            this.outputs = new float[OUTPUTS][tiles];
            this.points = new float[POINTS][tiles];
            this.columns = new float[OUTPUTS][POINTS][tiles];
        }

        /**
         * Moves the input rows that a row of tiles shares with the one above to the beginning.
         *
         * @return the number of these rows, which need not be read again
         */
        int keepSharedRows(int row) {
            int shared = row == 0 ? 0 : SHARED;
            for (int y = 0; y < shared; y++) {
                for (float[][] column : pixels) {
                    float[] below = column[y + OUTPUTS];
                    column[y + OUTPUTS] = column[y];
                    column[y] = below;
                }
            }
            return shared;
        }

        /** Distributes the pixels of input row y among {@link #pixels}. */
        void part(float[] row, int count, int channels, int y) {
            for (int pixel = 0; pixel < count; pixel++) {
                float[] column = pixels[pixel % OUTPUTS][y];
                System.arraycopy(row, pixel * channels, column, pixel / OUTPUTS * channels, channels);
            }
        }

        /** Collects the columns of row y after the vertical transform in {@link #line}. */
        void line(int y, int count, int channels) {
            for (int x = 0; x < OUTPUTS; x++) {
                line[x] = vertical[x][y];
            }
            for (int x = 0; x < SHARED; x++) {
                line[OUTPUTS + x] = next[x];
                System.arraycopy(vertical[x][y], channels, next[x], 0, count);
            }
        }

        /** Collects the pixels of a row from {@link #outputs}. */
        void join(float[] row, int tiles, int channels) {
            for (int pixel = 0; pixel < tiles * OUTPUTS; pixel++) {
                int at = pixel / OUTPUTS * channels;
                System.arraycopy(outputs[pixel % OUTPUTS], at, row, pixel * channels, channels);
            }
        }
    }
}
