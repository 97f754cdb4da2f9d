package io.github.congeal.internal.guidance;

/**
 * How a cutout looks at the picture, before any augmentation: a linear or at least differentiable map from the picture
 * {@code [height, width, 3]} to {@code [size, size, 3]}. Immutable.
 */
public interface View {
    /**
     * Makes the cutout.
     *
     * @param image the picture, {@code [height, width, 3]}
     * @param width the picture's width
     * @param out the cutout, {@code [size, size, 3]}, overwritten
     * @param row scratch for one row of the picture, at least {@code [width, 3]}
     */
    void forward(float[] image, int width, float[] out, float[] row);

    /**
     * Adds the cutout's gradient to that of some rows of the picture. Work is divided by the picture's rows, not by
     * cutouts, so that the order of additions is the same however many threads there are.
     *
     * @param gradient the cutouts' gradients; this one's, {@code [size, size, 3]}, begins at {@code offset}
     * @param imageGradient the picture's gradient, {@code [height, width, 3]}, added to
     * @param width the picture's width
     * @param fromRow first row to add to
     * @param toRow the row after the last
     * @param row scratch for one row of the cutout, at least {@code [size, 3]}
     */
    void backward(float[] gradient, int offset, float[] imageGradient, int width, int fromRow, int toRow, float[] row);
}
