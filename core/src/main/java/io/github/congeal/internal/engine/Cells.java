package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Tensor;

/** Maps the parameters of a {@link PixelCanvas}, one row for each cell, to the colours of its cells. */
interface Cells {
    /** The number of parameters of a cell. */
    int width();

    /** Writes the parameters of a cell of the given colour, 0..1, into {@code row}, {@code [width]}. */
    void paint(double red, double green, double blue, float[] row);

    /**
     * Computes the colours of all cells.
     *
     * @param parameters {@code [cells, width]}
     * @param colours {@code [cells, 3]}, 0..1, overwritten
     */
    void colours(Tensor parameters, Tensor colours);

    /**
     * The backward pass of {@link #colours}.
     *
     * @param ofColours with respect to the colours, {@code [cells, 3]}; may be overwritten
     * @param gradient with respect to the parameters, {@code [cells, width]}; added to
     */
    void backward(Tensor parameters, Tensor ofColours, Tensor gradient);

    /** Clamps the parameters to their valid range, in place. */
    void settle(Tensor parameters);
}
