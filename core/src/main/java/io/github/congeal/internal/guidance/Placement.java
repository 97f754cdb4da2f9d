package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.AxisResampler;
import io.github.congeal.internal.tensor.BandedMap;
import java.util.random.RandomGenerator;

/**
 * The placement of a square picture in a frame of any shape: in the middle, with a little zoom and shift. Its outermost
 * pixels are repeated to the frame's edges.
 *
 * @param zoom its side, relative to that of the largest square in the frame
 * @param right how far it is moved to the right, as a fraction of its side
 * @param down how far it is moved down, as a fraction of its side
 */
public record Placement(double zoom, double right, double down) {
    /** In the middle, as large as possible. */
    public static final Placement CENTRED = new Placement(1, 0, 0);

    private static final double LARGEST_ZOOM = 0.05;
    private static final double LARGEST_SHIFT = 0.04;

    /** Half the support of cubic convolution, in pixels of the more widely spaced of the two pictures. */
    private static final int REACH = 2;

    /** A placement at random, near the middle. */
    public static Placement draw(RandomGenerator random) {
        return new Placement(
                random.nextDouble(1 - LARGEST_ZOOM, 1 + LARGEST_ZOOM),
                random.nextDouble(-LARGEST_SHIFT, LARGEST_SHIFT),
                random.nextDouble(-LARGEST_SHIFT, LARGEST_SHIFT));
    }

    /**
     * The content of the frame, by cubic convolution that is widened when shrinking.
     *
     * @param picture {@code [side, side, 3]}, values of 0 to 1
     * @return {@code [H, W, 3]}, values of 0 to 1
     */
    public float[] place(float[] picture, int side, PictureSize frame) {
        int width = frame.width();
        double shown = zoom * Math.min(width, frame.height());
        BandedMap columns = axis(side, shown, width, right);
        BandedMap rows = axis(side, shown, frame.height(), down);
        float[] out = new float[width * frame.height() * 3];
        float[] row = new float[side * 3];
        for (int y = 0; y < frame.height(); y++) {
            rows.row(y, picture, 0, side * 3, side * 3, row);
            columns.pixels(row, out, y * width * 3, false);
        }
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.min(Math.max(out[i], 0), 1);
        }
        return out;
    }

    private static BandedMap axis(int side, double shown, int length, double shift) {
        double step = side / shown;
        double stretch = Math.max(step, 1);
        return BandedMap.of(length, side, (i, row) -> {
            double centre = (i + 0.5 - length / 2.0) * step + (0.5 - shift) * side;
            int from = (int) Math.floor(centre - REACH * stretch);
            int to = (int) Math.ceil(centre + REACH * stretch);
            double total = 0;
            for (int s = from; s < to; s++) {
                total += AxisResampler.bicubic(Math.abs(s + 0.5 - centre) / stretch);
            }
            for (int s = from; s < to; s++) {
                double weight = AxisResampler.bicubic(Math.abs(s + 0.5 - centre) / stretch);
                row[Math.min(Math.max(s, 0), side - 1)] += weight / total;
            }
        });
    }
}
