package io.github.congeal.internal.guidance;

/**
 * A square window of the picture, resampled to the size that CLIP sees.
 *
 * @param x left edge in the picture
 * @param y top edge in the picture
 * @param axis the resampler from the window's side to the cutout's, used for rows and columns alike
 */
record Crop(int x, int y, AxisResampler axis) implements View {
    /** The window's side, in pixels of the picture. */
    int size() {
        return axis.forward().inputs();
    }

    @Override
    public void forward(float[] image, int width, float[] out, float[] row) {
        BandedMap map = axis.forward();
        int corner = (y * width + x) * 3;
        int size = map.outputs();
        for (int i = 0; i < size; i++) {
            map.row(i, image, corner, width * 3, size() * 3, row); // [window, 3]
            map.pixels(row, out, i * size * 3, false);
        }
    }

    @Override
    public void backward(
            float[] gradient, int offset, float[] imageGradient, int width, int fromRow, int toRow, float[] row) {
        BandedMap map = axis.backward();
        int stride = map.inputs() * 3;
        int end = Math.min(toRow, y + size());
        for (int i = Math.max(fromRow, y); i < end; i++) {
            map.row(i - y, gradient, offset, stride, stride, row); // [cutout, 3]
            map.pixels(row, imageGradient, (i * width + x) * 3, true);
        }
    }
}
