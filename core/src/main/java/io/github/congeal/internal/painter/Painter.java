package io.github.congeal.internal.painter;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.nn.Conv2d;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Linear;
import io.github.congeal.internal.nn.Sequence;
import io.github.congeal.internal.nn.Swish;
import io.github.congeal.internal.nn.Upsample;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Device;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Paints a picture {@code [side, side, 3]} of what some words mean, and of what it remembers of that: linear maps to a
 * small canvas and to a sketch, then convolutions at three resolutions.
 *
 * <p>Immutable, and shared by all runs. Nothing needs its gradient.
 */
public final class Painter {
    private static final float GREY = 0.5f;

    private final Device device;
    private final PainterArchitecture architecture;
    private final Reader reader;
    private final Memory memory;
    private final Mapping toCanvas;
    private final Mapping toCoarse;
    private final Mapping toSketch;
    private final Mapping toPicture;

    private Painter(Weights weights, PainterArchitecture architecture) {
        this.device = weights.device();
        this.architecture = architecture;
        this.reader = new Reader(weights.at("reader"), architecture.reading());
        this.memory = new Memory(
                weights.at("memory"),
                architecture.recall(),
                architecture.reading().meaning());
        this.toCanvas = toCanvas(weights, architecture)::forward;
        this.toCoarse = new Sequence(stages(weights, architecture, 0, PainterArchitecture.SKETCHED))::forward;
        this.toSketch = new Linear(
                weights.at("sketch"),
                architecture.recall().width(),
                architecture.sketchSide() * architecture.sketchSide() * PainterArchitecture.LAYERS)::forward;
        this.toPicture = toPicture(weights, architecture)::forward;
    }

    private static Layer toCanvas(Weights weights, PainterArchitecture architecture) {
        Weights hidden = weights.at("hidden");
        int first = architecture.hidden().get(0);
        int second = architecture.hidden().get(1);
        int canvas = architecture.canvas();
        return new Sequence(List.of(
                new Linear(hidden.at("0"), architecture.wish(), first),
                new Swish(1),
                new Linear(hidden.at("1"), first, second),
                new Swish(1),
                new Linear(weights.at("canvas"), second, canvas * canvas * architecture.canvasWidth())));
    }

    private static Layer toPicture(Weights weights, PainterArchitecture architecture) {
        int last = PainterArchitecture.STAGES.size();
        List<Layer> layers = stages(weights, architecture, PainterArchitecture.SKETCHED, last);
        int colours = PainterArchitecture.COLOURS * PainterArchitecture.SHUFFLE * PainterArchitecture.SHUFFLE;
        layers.add(new Conv2d(
                weights.at("out"), architecture.widths().get(last - 1), colours, PainterArchitecture.KERNEL));
        return new Sequence(layers);
    }

    /** Some of the stages, with the upsampling between and, where others follow, behind them. */
    private static List<Layer> stages(Weights weights, PainterArchitecture architecture, int first, int end) {
        List<Layer> layers = new ArrayList<>();
        for (int i = first; i < end; i++) {
            layers.add(new Stage(
                    weights.at(PainterArchitecture.STAGES.get(i)),
                    architecture.inputs(i),
                    architecture.widths().get(i)));
            if (i < PainterArchitecture.STAGES.size() - 1) {
                layers.add(new Upsample());
            }
        }
        return layers;
    }

    /**
     * The painter whose tensors these are; its sizes are inferred from their shapes.
     *
     * @param weights which outlive it
     * @param vocabulary how many tokens the tokenizer knows that it is to be used with
     * @throws CheckpointException if they are not those of a painter, or of one for another vocabulary
     */
    public static Painter load(Weights weights, int vocabulary) {
        PainterArchitecture architecture = PainterArchitecture.of(weights, vocabulary);
        architecture.tensors().check(weights, "a painter for a vocabulary of %d tokens".formatted(vocabulary));
        return new Painter(weights.withoutGradients(), architecture);
    }

    /** The side of its pictures, in pixels. */
    public int side() {
        return architecture.side();
    }

    /**
     * Whether it can read anything in a text. It cannot where there is nothing but the marks of start and end, and
     * padding with all that looks like it.
     */
    public boolean canRead(int... tokens) {
        return reader.canRead(tokens);
    }

    /**
     * What a text means, as far as it reads it, which is its beginning: a vector of length 1.
     *
     * @param tokens as CLIP's tokenizer gives them: start, the text, end, padding
     * @throws IllegalArgumentException if it {@linkplain #canRead cannot read} any of them
     */
    public float[] read(int... tokens) {
        return reader.read(tokens);
    }

    /**
     * Paints.
     *
     * @param meaning what to paint: a vector of length 1, as {@link #read} gives it
     * @return {@code [side, side, 3]}, values of 0 to 1
     */
    public float[] paint(float[] meaning, Style style) {
        FloatBuffer wish = FloatBuffer.allocate(architecture.wish());
        for (float number : meaning) {
            // As large as the style's numbers are.
            wish.put(number * (float) Math.sqrt(meaning.length));
        }
        float[] recalled = memory.recall(meaning);
        wish.put(recalled).put(style.toNumbers());
        int canvas = architecture.canvas();
        float[] coarse = toCoarse.apply(
                device,
                toCanvas.apply(device, wish.array(), 1, architecture.wish()),
                1,
                canvas,
                canvas,
                architecture.canvasWidth());
        float[] sketch = toSketch.apply(device, recalled, 1, recalled.length);
        int side = architecture.sketchSide();
        int channels = architecture.inputs(PainterArchitecture.SKETCHED);
        return shuffled(toPicture.apply(device, sideBySide(coarse, sketch, side * side), 1, side, side, channels));
    }

    /** The channels of one picture and, behind them, those of another. */
    private static float[] sideBySide(float[] first, float[] second, int pixels) {
        FloatBuffer both = FloatBuffer.allocate(first.length + second.length);
        for (int i = 0; i < pixels; i++) {
            both.put(first, i * (first.length / pixels), first.length / pixels);
            both.put(second, i * (second.length / pixels), second.length / pixels);
        }
        return both.array();
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
