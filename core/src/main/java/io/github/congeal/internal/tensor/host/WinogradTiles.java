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
 * Both ends of a Winograd convolution, for a row of a strip of tiles at a time: from the pixels of a
 * picture to points, and from products to the pixels of another.
 */
final class WinogradTiles {
    private final Enlarged source;
    private final @Nullable Activation activation;
    private final Added target;
    private final boolean turned;
    private final float @Nullable [] bias;
    private final HostArrays arrays;

    /**
     * The ends of a convolution.
     *
     * @param activation what is done to the source first
     * @param columns how many columns of tiles a strip has at most
     * @param turned whether the points are to be in the reverse order, as a turned kernel has them
     * @param bias added to the output
     * @param arrays of the run
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
        this.activation = activation == null ? null : activation.repeated(OUTPUTS * columns + 2, arrays);
        this.target = target;
        this.turned = turned;
        this.bias = bias == null ? null : arrays.takeRepeated(bias, columns);
    }

    /** Gives back what it took of the run's arrays. */
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

    /** Transforms a strip to {@code points} {@code [36, tiles, Cin]}. */
    void toPoints(WinogradStrip strip, Scratch s, Tensor points) {
        int channels = source.channels();
        int tiles = strip.columns();
        int pixels = OUTPUTS * tiles + 2;
        for (int row = 0; row < strip.rows(); row++) {
            for (int y = s.keepSharedRows(row); y < POINTS; y++) {
                read((strip.top() + row) * OUTPUTS - 1 + y, strip.left() * OUTPUTS - 1, pixels, s.rows[y], s);
            }
            WinogradTransform.input(s.rows, s.vertical, pixels * channels);
            for (int y = 0; y < POINTS; y++) {
                s.part(s.vertical[y], tiles, channels);
                WinogradTransform.input(s.phase, s.points, tiles * channels);
                for (int x = 0; x < POINTS; x++) {
                    long from = at(turned(y * POINTS + x), row, strip, channels);
                    points.write(from, s.points[x], 0, tiles * channels);
                }
            }
        }
    }

    /** Reads and activates pixels of a row; some may lie outside, where there are zeros or what lies at the opposite side. */
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

    /** Pixels of a row that all lie outside, one by one: there are few of them. */
    private void readBeyond(int row, int from, int end, int first, float[] into, Scratch s) {
        int channels = source.channels();
        for (int x = from; x < end; x++) {
            readActivated(row, Math.floorMod(x, source.width()), 1, s.pixel, s);
            System.arraycopy(s.pixel, 0, into, (x - first) * channels, channels);
        }
    }

    /** Makes a strip out of {@code products} {@code [36, tiles, Cout]}. */
    void toOutputs(WinogradStrip strip, Scratch s, Tensor products) {
        int channels = target.channels();
        int tiles = strip.columns();
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
            target.write((strip.top() + row) * OUTPUTS, strip.left() * OUTPUTS, tiles * OUTPUTS, s.rows);
        }
    }

    private static void add(float[] x, float[] out, int count) {
        for (int i = 0; i < count; i++) {
            out[i] += x[i];
        }
    }

    /** Where the numbers of a row of a strip begin. */
    private static long at(int product, int row, WinogradStrip strip, int channels) {
        return ((long) product * strip.tiles() + row * strip.columns()) * channels;
    }

    private int turned(int product) {
        return turned ? POINTS * POINTS - 1 - product : product;
    }

    /** The arrays of Java of one worker. */
    static final class Scratch {
        /** Rows of pixels. */
        final float[][] rows;
        /** A pixel from the opposite side. */
        final float[] pixel = new float[WinogradConvolution.MOST_CHANNELS];
        /** Some of what activates a row of pixels. */
        final float[] activated;
        /** Rows of pixels, transformed from top to bottom. */
        final float[][] vertical;
        /** Every fourth pixel of a row, from each of the first six on: the columns of all tiles. */
        final float[][] phase;
        /** The first four of them. */
        final float[][] outputs;
        /** Tiles at one pair of points each. */
        final float[][] points;
        /** Rows of outputs, transformed from top to bottom, at six points. */
        final float[][][] columns;
        /** Those at one of the points. */
        final float[][] column = new float[OUTPUTS][];

        /** For the widest strip. */
        Scratch() {
            int tiles = WinogradStrip.ROW;
            int pixels = OUTPUTS * tiles + 2 * WinogradConvolution.MOST_CHANNELS;
            this.rows = new float[POINTS][pixels];
            this.activated = new float[pixels];
            this.vertical = new float[POINTS][pixels];
            this.phase = new float[POINTS][tiles];
            this.outputs = Arrays.copyOf(phase, OUTPUTS);
            this.points = new float[POINTS][tiles];
            this.columns = new float[OUTPUTS][POINTS][tiles];
        }

        /**
         * Makes room for another row of tiles below the last.
         *
         * @return how many of its first rows of pixels are there already, having been the last of the row above
         */
        int keepSharedRows(int row) {
            int shared = row == 0 ? 0 : POINTS - OUTPUTS;
            for (int y = 0; y < shared; y++) {
                float[] below = rows[y + OUTPUTS];
                rows[y + OUTPUTS] = rows[y];
                rows[y] = below;
            }
            return shared;
        }

        /** Deals the pixels of a row out among the columns of tiles, which overlap. */
        void part(float[] row, int tiles, int channels) {
            for (int tile = 0; tile < tiles; tile++) {
                for (int x = 0; x < POINTS; x++) {
                    System.arraycopy(row, (tile * OUTPUTS + x) * channels, phase[x], tile * channels, channels);
                }
            }
        }

        /** Collects the pixels of a row from the columns. */
        void join(float[] row, int tiles, int channels) {
            for (int pixel = 0; pixel < tiles * OUTPUTS; pixel++) {
                int at = pixel / OUTPUTS * channels;
                System.arraycopy(outputs[pixel % OUTPUTS], at, row, pixel * channels, channels);
            }
        }
    }
}
