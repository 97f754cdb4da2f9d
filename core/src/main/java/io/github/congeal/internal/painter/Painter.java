package io.github.congeal.internal.painter;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.nn.Conv2d;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Linear;
import io.github.congeal.internal.nn.Sequence;
import io.github.congeal.internal.nn.Swish;
import io.github.congeal.internal.nn.UnitVector;
import io.github.congeal.internal.nn.Upsample;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Paints a picture {@code [side, side, 3]} of what CLIP makes of some words: linear maps to a small canvas, then
 * convolutions at three resolutions.
 *
 * <p>Immutable, and shared by all runs. Nothing needs its gradient.
 */
public final class Painter {
    private static final float GREY = 0.5f;

    private final PainterArchitecture architecture;
    private final Layer projection;
    private final Layer toCanvas;
    private final Layer toPicture;

    private Painter(Weights weights, PainterArchitecture architecture) {
        this.architecture = architecture;
        this.projection = new Linear(weights.at("project"), architecture.dimension(), architecture.direction());
        this.toCanvas = toCanvas(weights, architecture);
        this.toPicture = toPicture(weights, architecture);
    }

    private static Layer toCanvas(Weights weights, PainterArchitecture architecture) {
        Weights hidden = weights.at("hidden");
        int first = architecture.hidden().get(0);
        int second = architecture.hidden().get(1);
        int canvas = architecture.canvas();
        return new Sequence(List.of(
                new Linear(hidden.at("0"), architecture.direction() + Style.LENGTH, first),
                new Swish(1),
                new Linear(hidden.at("1"), first, second),
                new Swish(1),
                new Linear(weights.at("canvas"), second, canvas * canvas * architecture.canvasWidth())));
    }

    private static Layer toPicture(Weights weights, PainterArchitecture architecture) {
        List<Layer> layers = new ArrayList<>();
        int width = architecture.canvasWidth();
        for (int i = 0; i < PainterArchitecture.STAGES.size(); i++) {
            if (i > 0) {
                layers.add(new Upsample());
            }
            int outputs = architecture.widths().get(i);
            layers.add(new Stage(weights.at(PainterArchitecture.STAGES.get(i)), width, outputs));
            width = outputs;
        }
        int colours = PainterArchitecture.COLOURS * PainterArchitecture.SHUFFLE * PainterArchitecture.SHUFFLE;
        layers.add(new Conv2d(weights.at("out"), width, colours, PainterArchitecture.KERNEL));
        return new Sequence(layers);
    }

    /**
     * The painter whose tensors these are; its sizes are inferred from their shapes.
     *
     * @param weights which outlive it
     * @param dimension the width of the embeddings that it is to be used with
     * @throws CheckpointException if they are not those of a painter, or of one for other embeddings
     */
    public static Painter load(Weights weights, int dimension) {
        PainterArchitecture architecture = PainterArchitecture.of(weights, dimension);
        architecture.tensors().check(weights, "a painter for embeddings of %d numbers".formatted(dimension));
        return new Painter(weights.withoutGradients(), architecture);
    }

    /** The side of its pictures, in pixels. */
    public int side() {
        return architecture.side();
    }

    /** The direction, in the painter's own space, of CLIP's embedding of a text: a vector of length 1. */
    public float[] project(float[] text) {
        return UnitVector.along(run(projection, text, 1, text.length));
    }

    /**
     * Paints.
     *
     * @param direction what to paint, as {@link #project} gives it
     * @return {@code [side, side, 3]}, values of 0 to 1
     */
    public float[] paint(float[] direction, Style style) {
        float[] wish = new float[direction.length + Style.LENGTH];
        for (int i = 0; i < direction.length; i++) {
            // As large as the style's numbers are.
            wish[i] = direction[i] * (float) Math.sqrt(direction.length);
        }
        System.arraycopy(style.toNumbers(), 0, wish, direction.length, Style.LENGTH);
        int canvas = architecture.canvas();
        float[] coarse = run(toCanvas, wish, 1, wish.length);
        return shuffled(run(toPicture, coarse, 1, canvas, canvas, architecture.canvasWidth()));
    }

    private static float[] run(Layer layer, float[] numbers, long... shape) {
        try (Buffers buffers = Buffers.create()) {
            Tape tape = new Tape(buffers);
            tape.record(false);
            Tensor input = tape.take(shape);
            input.write(0, numbers, 0, numbers.length);
            try (Tensor output = layer.forward(input, tape)) {
                return output.toFloats();
            }
        }
    }

    /**
     * Makes a square of pixels out of each pixel's channels, which are ordered by colour, row and column of the square
     * (as in Shi et al. 2016).
     */
    private float[] shuffled(float[] pixels) {
        int side = side();
        int square = PainterArchitecture.SHUFFLE;
        float[] picture = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            int colour = i % PainterArchitecture.COLOURS;
            int x = i / PainterArchitecture.COLOURS % side;
            int y = i / PainterArchitecture.COLOURS / side;
            int pixel = y / square * (side / square) + x / square;
            int channel = (colour * square + y % square) * square + x % square;
            float value = GREY + pixels[pixel * PainterArchitecture.COLOURS * square * square + channel];
            picture[i] = Math.min(Math.max(value, 0), 1);
        }
        return picture;
    }
}
