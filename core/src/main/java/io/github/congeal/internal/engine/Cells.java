package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Tensor;

/** How the cells of a {@link PixelCanvas} get their colours from parameters, a row for each cell. */
interface Cells {
    /** How many parameters a cell has. */
    int width();

    /** Writes the parameters of a cell of some colour, values 0..1, into a row. */
    void paint(double red, double green, double blue, float[] row);

    /**
     * The cells' colours.
     *
     * @param parameters {@code [cells, width]}
     * @param colours {@code [cells, 3]}, overwritten with values 0..1
     */
    void colours(Tensor parameters, Tensor colours);

    /**
     * Adds the parameters' gradient.
     *
     * @param ofColours with respect to the colours; may be overwritten
     * @param gradient with respect to the parameters, added to
     */
    void backward(Tensor parameters, Tensor ofColours, Tensor gradient);

    /** Brings parameters back into their range. */
    void settle(Tensor parameters);
}
