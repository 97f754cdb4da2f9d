package io.github.congeal.internal.engine;

import io.github.congeal.control.Colours;
import io.github.congeal.internal.image.Quantizer;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.OptionalInt;

/**
 * Cells whose parameters are their colours, -1..1. With a limited number of colours, a palette for all cells is found
 * for each picture by median cut, and the gradient of this quantisation is straight-through.
 *
 * @param count the greatest number of colours; empty for any number
 */
record FreeCells(OptionalInt count, Tape tape) implements Cells {
    private static final int COLOURS = 3;

    @Override
    public int width() {
        return COLOURS;
    }

    @Override
    public void paint(double red, double green, double blue, float[] row) {
        row[0] = (float) (2 * red - 1);
        row[1] = (float) (2 * green - 1);
        row[2] = (float) (2 * blue - 1);
    }

    @Override
    public void colours(Tensor parameters, Tensor colours) {
        tape.kernels().copy(parameters, colours);
        tape.kernels().scaleAndShift(colours, 0.5, 0.5);
        tape.kernels().clamp(colours, 0, 1, colours);
        if (count.isPresent()) {
            float[] own = colours.toFloats();
            byte[] bytes = Picture.toBytes(own);
            int cells = bytes.length / COLOURS;
            Colours few = Colours.of(Picture.toImage(bytes, cells, 1), count.getAsInt());
            new Quantizer(PaletteFinish.numbers(few.list())).apply(bytes, cells);
            for (int i = 0; i < own.length; i++) {
                own[i] = (bytes[i] & 0xff) / 255f;
            }
            colours.write(0, own, 0, own.length);
        }
    }

    @Override
    public void backward(Tensor parameters, Tensor ofColours, Tensor gradient) {
        tape.kernels().scale(ofColours, 0.5);
        tape.kernels().add(gradient, ofColours);
    }

    @Override
    public void settle(Tensor parameters) {
        tape.kernels().clamp(parameters, -1, 1, parameters);
    }
}
