package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;

/**
 * Cells whose parameters are logits over the colours of a palette; a cell has the colour with the largest logit. The
 * gradient is that of the mean of all colours weighted by the softmax: it is large while logits are similar, and
 * vanishes as one of them dominates.
 */
final class PaletteCells implements Cells {
    private static final int COLOURS = 3;
    /** The initial logit of a colour is minus this times its squared distance: a few dozen steps can change the choice. */
    private static final double PREFERENCE = 10;

    private final double[][] colours;
    private final Tensor table;
    private final Tape tape;

    /**
     * Cells with the colours of a palette.
     *
     * @param palette each colour as 0xrrggbb
     */
    PaletteCells(int[] palette, Tape tape) {
        this.tape = tape;
        this.colours = new double[palette.length][COLOURS];
        float[] rows = new float[palette.length * COLOURS];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (palette[i / COLOURS] >> 8 * (COLOURS - 1 - i % COLOURS) & 0xff) / 255f;
            colours[i / COLOURS][i % COLOURS] = rows[i];
        }
        this.table = tape.take(palette.length, COLOURS);
        table.write(0, rows, 0, rows.length);
    }

    @Override
    public int width() {
        return colours.length;
    }

    @Override
    public void paint(double red, double green, double blue, float[] row) {
        for (int i = 0; i < colours.length; i++) {
            double r = colours[i][0] - red;
            double g = colours[i][1] - green;
            double b = colours[i][2] - blue;
            row[i] = (float) (-PREFERENCE * (r * r + g * g + b * b));
        }
    }

    @Override
    public void colours(Tensor parameters, Tensor result) {
        try (Tensor unwanted = tape.take(parameters.shape());
                Tensor chosen = tape.take(Precision.INDEX, parameters.dimension(0))) {
            tape.kernels().copy(parameters, unwanted);
            tape.kernels().scale(unwanted, -1);
            tape.kernels().argminOfRows(unwanted, chosen);
            tape.kernels().lookUp(table, chosen, result);
        }
    }

    @Override
    public void backward(Tensor parameters, Tensor ofColours, Tensor gradient) {
        try (Tensor shares = tape.take(parameters.shape());
                Tensor ofShares = tape.take(parameters.shape())) {
            tape.kernels().softmax(parameters, shares);
            tape.kernels().multiply(ofColours, false, table, true, ofShares);
            tape.kernels().softmaxBackward(shares, ofShares);
            tape.kernels().add(gradient, ofShares);
        }
    }

    /** Logits have no range. */
    @Override
    public void settle(Tensor parameters) {}
}
