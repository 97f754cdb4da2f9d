package io.github.congeal.internal.tensor;

import static io.github.congeal.internal.tensor.WinogradTransform.OUTPUTS;
import static io.github.congeal.internal.tensor.WinogradTransform.POINTS;

import io.github.congeal.internal.tensor.WinogradConvolution.Added;
import io.github.congeal.internal.tensor.WinogradConvolution.Enlarged;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Both ends of a Winograd convolution, for a block of neighbouring tiles of a row at a time: from the pixels of a
 * picture to points, and from products to the pixels of another.
 */
final class WinogradTiles {
    private final Enlarged source;
    private final @Nullable Activation activation;
    private final Added target;
    private final int across;
    private final int block;
    private final boolean turned;
    private final float @Nullable [] bias;
    private final Scratch[] scratch;

    /**
     * The ends of a convolution.
     *
     * @param activation what is done to the source first
     * @param across how many tiles there are in a row
     * @param block how many are transformed at a time
     * @param turned whether the points are to be in the reverse order, as a turned kernel has them
     * @param bias added to the output
     * @param scratch one for each worker
     */
    WinogradTiles(
            Enlarged source,
            @Nullable Activation activation,
            Added target,
            int across,
            int block,
            boolean turned,
            float @Nullable [] bias,
            Scratch[] scratch) {
        this.source = source;
        this.activation = activation == null ? null : activation.repeated(OUTPUTS * block + 2);
        this.target = target;
        this.across = across;
        this.block = block;
        this.turned = turned;
        this.bias = bias == null ? null : repeated(bias, block);
        this.scratch = scratch;
    }

    private static float[] repeated(float[] bias, int times) {
        float[] result = new float[times * bias.length];
        for (int i = 0; i < times; i++) {
            System.arraycopy(bias, 0, result, i * bias.length, bias.length);
        }
        return result;
    }

    /** Transforms a block of a row of tiles to {@code points} {@code [36, tiles of the stripe, Cin]}. */
    void toPoints(int worker, int stripe, int row, int place, Tensor points) {
        Scratch s = scratch[worker];
        int channels = source.channels();
        int first = place * block;
        int tiles = Math.min(block, across - first);
        int pixels = OUTPUTS * tiles + 2;
        for (int y = 0; y < POINTS; y++) {
            read((stripe + row) * OUTPUTS - 1 + y, first * OUTPUTS - 1, pixels, s.rows[y], s);
        }
        WinogradTransform.input(s.rows, s.vertical, pixels * channels);
        for (int y = 0; y < POINTS; y++) {
            s.part(s.vertical[y], tiles, channels);
            WinogradTransform.input(s.phase, s.points, tiles * channels);
            for (int x = 0; x < POINTS; x++) {
                points.write(
                        at(turned(y * POINTS + x), row * across + first, points), s.points[x], 0, tiles * channels);
            }
        }
    }

    /** Reads and activates pixels of a row; some may lie outside, where there are zeros. */
    private void read(int row, int from, int count, float[] into, Scratch s) {
        int channels = source.channels();
        int start = Math.max(from, 0);
        int end = Math.min(from + count, source.width());
        if (row < 0 || row >= source.height()) {
            Arrays.fill(into, 0, count * channels, 0f);
            return;
        }
        int length = (end - start) * channels;
        int before = (start - from) * channels;
        source.read(row, start, end - start, into);
        if (activation != null) {
            activation.apply(into, s.activated, length);
        }
        System.arraycopy(into, 0, into, before, length);
        Arrays.fill(into, 0, before, 0f);
        Arrays.fill(into, before + length, count * channels, 0f);
    }

    /** Makes a block of a row of tiles out of {@code products} {@code [36, tiles of the stripe, Cout]}. */
    void toOutputs(int worker, int stripe, int row, int place, Tensor products) {
        Scratch s = scratch[worker];
        int channels = target.channels();
        int first = place * block;
        int tiles = Math.min(block, across - first);
        float[][] column = new float[OUTPUTS][];
        for (int x = 0; x < POINTS; x++) {
            for (int y = 0; y < POINTS; y++) {
                long from = at(turned(y * POINTS + x), row * across + first, products);
                products.read(from, s.points[y], 0, tiles * channels);
            }
            for (int y = 0; y < OUTPUTS; y++) {
                column[y] = s.columns[y][x];
            }
            WinogradTransform.output(s.points, column, tiles * channels);
        }
        for (int y = 0; y < OUTPUTS; y++) {
            WinogradTransform.output(s.columns[y], s.outputs, tiles * channels);
            for (int x = 0; bias != null && x < OUTPUTS; x++) {
                add(bias, s.outputs[x], tiles * channels);
            }
            s.join(s.rows[y], tiles, channels);
        }
        target.write((stripe + row) * OUTPUTS, first * OUTPUTS, tiles * OUTPUTS, s.rows);
    }

    private static void add(float[] x, float[] out, int count) {
        for (int i = 0; i < count; i++) {
            out[i] += x[i];
        }
    }

    private static long at(int product, int tile, Tensor all) {
        return (product * all.dimension(1) + tile) * all.dimension(2);
    }

    private int turned(int product) {
        return turned ? POINTS * POINTS - 1 - product : product;
    }

    /** The arrays of one worker. */
    static final class Scratch {
        /** Rows of pixels. */
        final float[][] rows;
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

        /** For blocks of so many tiles with so many channels. */
        Scratch(int block, int channels) {
            int pixels = OUTPUTS * block + 2;
            this.rows = new float[POINTS][pixels * channels];
            this.activated = new float[pixels * channels];
            this.vertical = new float[POINTS][pixels * channels];
            this.phase = new float[POINTS][block * channels];
            this.outputs = Arrays.copyOf(phase, OUTPUTS);
            this.points = new float[POINTS][block * channels];
            this.columns = new float[OUTPUTS][POINTS][block * channels];
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
