package io.github.congeal.internal.tensor;

import java.util.Arrays;

/**
 * A linear map in which every output is a weighted sum of a short run of neighbouring inputs, for resampling along one
 * axis. Immutable.
 *
 * <p>A product with the dense matrix {@code [outputs, inputs]} would take about forty times the work.
 */
public final class BandedMap {
    private final int inputs;
    private final int outputs;
    /** First input of each output's run, {@code [outputs]}. */
    private final int[] first;
    /** Length of each output's run, {@code [outputs]}. */
    private final int[] length;
    /** Weights, {@code [outputs, widest]}, left-aligned. */
    private final float[] weights;

    private final int widest;

    private BandedMap(int inputs, int outputs, int[] first, int[] length, int widest) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.first = first;
        this.length = length;
        this.widest = widest;
        this.weights = new float[outputs * widest];
    }

    /** Writes one row of a dense matrix. */
    @FunctionalInterface
    public interface Rows {
        /**
         * Writes one row.
         *
         * @param output the index of the row
         * @param row {@code [inputs]}, zeros on entry
         */
        void add(int output, double[] row);
    }

    /** The map given by a dense matrix {@code [outputs, inputs]}; leading and trailing zeros of each row are dropped. */
    public static BandedMap of(int outputs, int inputs, Rows rows) {
        int[] first = new int[outputs];
        int[] length = new int[outputs];
        float[][] bands = new float[outputs][];
        double[] row = new double[inputs];
        int widest = 0;
        for (int i = 0; i < outputs; i++) {
            Arrays.fill(row, 0);
            rows.add(i, row);
            first[i] = zerosBefore(row);
            bands[i] = band(row, first[i]);
            length[i] = bands[i].length;
            widest = Math.max(widest, length[i]);
        }
        BandedMap map = new BandedMap(inputs, outputs, first, length, widest);
        for (int i = 0; i < outputs; i++) {
            System.arraycopy(bands[i], 0, map.weights, i * widest, length[i]);
        }
        return map;
    }

    private static int zerosBefore(double[] row) {
        int start = 0;
        while (start < row.length && row[start] == 0) {
            start++;
        }
        return start;
    }

    /** A row from {@code start} on, without the zeros at its end. */
    private static float[] band(double[] row, int start) {
        int end = row.length;
        while (end > start && row[end - 1] == 0) {
            end--;
        }
        float[] band = new float[end - start];
        for (int t = 0; t < band.length; t++) {
            band[t] = (float) row[start + t];
        }
        return band;
    }

    /** The transposed map, from {@code outputs} to {@code inputs}, which propagates the gradient. */
    BandedMap transpose() {
        return of(inputs, outputs, (input, row) -> {
            for (int i = 0; i < outputs; i++) {
                int t = input - first[i];
                if (t >= 0 && t < length[i]) {
                    row[i] = weights[i * widest + t];
                }
            }
        });
    }

    /** The number of inputs. */
    public int inputs() {
        return inputs;
    }

    /** The number of outputs. */
    public int outputs() {
        return outputs;
    }

    /** The first input of an output's run. */
    public int first(int output) {
        return first[output];
    }

    /** The length of an output's run. */
    public int length(int output) {
        return length[output];
    }

    /** The length of the longest run. */
    public int widest() {
        return widest;
    }

    /** Copies the weights of an output's run to {@code target}, from index {@code at} on. */
    public void copyRun(int output, float[] target, int at) {
        System.arraycopy(weights, output * widest, target, at, length[output]);
    }

    /**
     * Computes one output row of a map along the height of a picture.
     *
     * @param output the index of the output row, from 0 to below {@link #outputs()}
     * @param source rows {@code [inputs, rowLength]}, the first at {@code offset}, the next one {@code stride} further
     * @param target the output row, {@code [rowLength]}, overwritten
     */
    public void row(int output, float[] source, int offset, int stride, int rowLength, float[] target) {
        int taps = length[output];
        int from = offset + first[output] * stride;
        int w = output * widest;
        int t = taps & 1;
        if (t == 1) {
            float weight = weights[w];
            for (int j = 0; j < rowLength; j++) {
                target[j] = weight * source[from + j];
            }
        } else {
            Arrays.fill(target, 0, rowLength, 0f);
        }
        // Two taps a pass halve the loads and stores of the target, and C2 still vectorises the loop.
        for (; t < taps; t += 2) {
            float weight0 = weights[w + t];
            float weight1 = weights[w + t + 1];
            int source0 = from + t * stride;
            int source1 = source0 + stride;
            for (int j = 0; j < rowLength; j++) {
                target[j] += weight0 * source[source0 + j] + weight1 * source[source1 + j];
            }
        }
    }

    /**
     * Maps along the pixels of one row.
     *
     * @param source the row, {@code [inputs, 3]}, from its start
     * @param target the mapped row, {@code [outputs, 3]} from {@code offset}
     * @param add whether to add to the target or to overwrite it
     */
    public void pixels(float[] source, float[] target, int offset, boolean add) {
        for (int i = 0, o = offset; i < outputs; i++, o += 3) {
            float red = 0;
            float green = 0;
            float blue = 0;
            int w = i * widest;
            int end = w + length[i];
            for (int s = first[i] * 3; w < end; w++, s += 3) {
                float weight = weights[w];
                red += weight * source[s];
                green += weight * source[s + 1];
                blue += weight * source[s + 2];
            }
            if (add) {
                target[o] += red;
                target[o + 1] += green;
                target[o + 2] += blue;
            } else {
                target[o] = red;
                target[o + 1] = green;
                target[o + 2] = blue;
            }
        }
    }
}
