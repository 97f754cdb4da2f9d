package io.github.congeal.internal.sketcher;

/**
 * Bicubic resizing of square pictures {@code [side, side, channels]} with Keys' kernel (a = -0.5) and antialiasing, as in
 * Pillow and in torch with {@code antialias}.
 */
final class BicubicResize {
    private static final double SHARPNESS = -0.5;
    private static final int REACH = 2;

    private final int from;
    private final int to;
    private final int channels;
    private final int[] begins;
    private final double[][] weights;

    /** A resize from one side to another. */
    BicubicResize(int from, int to, int channels) {
        this.from = from;
        this.to = to;
        this.channels = channels;
        this.begins = new int[to];
        this.weights = new double[to][];
        double scale = (double) from / to;
        double stretch = Math.max(scale, 1);
        for (int i = 0; i < to; i++) {
            double middle = scale * (i + 0.5);
            begins[i] = Math.max((int) (middle - REACH * stretch + 0.5), 0);
            int end = Math.min((int) (middle + REACH * stretch + 0.5), from);
            weights[i] = normalised(begins[i], end, middle, stretch);
        }
    }

    private static double[] normalised(int begin, int end, double middle, double stretch) {
        double[] weights = new double[end - begin];
        double sum = 0;
        for (int j = 0; j < weights.length; j++) {
            weights[j] = cubic((begin + j - middle + 0.5) / stretch);
            sum += weights[j];
        }
        for (int j = 0; j < weights.length; j++) {
            weights[j] /= sum;
        }
        return weights;
    }

    private static double cubic(double distance) {
        double x = Math.abs(distance);
        if (x < 1) {
            return ((SHARPNESS + 2) * x - (SHARPNESS + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * SHARPNESS : 0;
    }

    /** The resized picture; values can overshoot the range of the original. */
    float[] resize(float[] picture) {
        return along(along(picture, from, channels, to * channels), to, to * channels, channels);
    }

    /**
     * Resizes one of two dimensions.
     *
     * @param lines the number of lines to resize
     * @param step the distance between adjacent elements of a line
     * @param lineStep the distance between the results of adjacent lines
     */
    private float[] along(float[] in, int lines, int step, int lineStep) {
        boolean rows = step == channels;
        float[] out = new float[lines * to * channels];
        for (int line = 0; line < lines; line++) {
            for (int i = 0; i < to; i++) {
                for (int c = 0; c < channels; c++) {
                    double sum = 0;
                    int at = (rows ? line * from * channels : line * channels) + begins[i] * step + c;
                    for (double weight : weights[i]) {
                        sum += weight * in[at];
                        at += step;
                    }
                    out[line * lineStep + i * (rows ? channels : lines * channels) + c] = (float) sum;
                }
            }
        }
        return out;
    }
}
