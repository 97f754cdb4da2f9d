package io.github.congeal.internal.guidance;

import io.github.congeal.control.Colour;
import io.github.congeal.control.Colours;
import io.github.congeal.internal.tensor.Codebook;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Kernels.Function;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;

/** See {@link io.github.congeal.control.Regularizer.Palette}. */
final class PaletteDistance implements Penalty {
    private static final int RGB = 3;
    /**
     * The smallest distance that is divided by: a pixel that has a colour of the palette gets the gradient 0 instead of
     * NaN.
     */
    private static final double TINY = 1e-9;

    private final Codebook colours;
    private final Tape tape;

    PaletteDistance(Colours colours, Tape tape) {
        int count = colours.list().size();
        float[] values = new float[RGB * count];
        float[] squares = new float[count];
        for (int i = 0; i < count; i++) {
            Colour colour = colours.list().get(i);
            values[RGB * i] = colour.red() / 255f;
            values[RGB * i + 1] = colour.green() / 255f;
            values[RGB * i + 2] = colour.blue() / 255f;
            for (int c = 0; c < RGB; c++) {
                squares[i] += values[RGB * i + c] * values[RGB * i + c];
            }
        }
        this.colours = new Codebook(tape.kernels().constant(values, count, RGB), squares);
        this.tape = tape;
    }

    @Override
    public double measure(Tensor x, Tensor gradient) {
        Kernels kernels = tape.kernels();
        long pixels = x.length() / RGB;
        Tensor difference = gradient.first(pixels, RGB);
        try (Tensor places = tape.take(Precision.INDEX, pixels);
                Tensor distances = tape.take(pixels, 1)) {
            kernels.nearestCodes(x.first(pixels, RGB), colours, places);
            kernels.lookUp(colours.vectors(), places, difference);
            kernels.combine(Pair.SUBTRACT, x.first(pixels, RGB), difference, difference);
            try (Tensor squares = tape.take(pixels, RGB)) {
                kernels.multiplyElements(difference, difference, squares);
                kernels.sumRows(squares, distances);
            }
            kernels.apply(Function.ROOT, distances, distances);
            double value = new Total(tape).of(distances) / pixels;
            kernels.clamp(distances, TINY, Float.MAX_VALUE, distances);
            kernels.combine(Pair.DIVIDE, difference, distances, difference);
            kernels.scale(difference, 1.0 / pixels);
            return value;
        }
    }
}
