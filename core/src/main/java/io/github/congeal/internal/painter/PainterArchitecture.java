package io.github.congeal.internal.painter;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.nn.ExpectedShapes;
import io.github.congeal.internal.nn.Weights;
import java.util.Arrays;
import java.util.List;

/**
 * The sizes of a painter, as its checkpoint's shapes tell them.
 *
 * @param reading those of what reads
 * @param recall those of the memory
 * @param hidden the widths of the two hidden layers
 * @param canvas the side of the first, coarse picture
 * @param canvasWidth its channels
 * @param widths the channels of each stage, the coarsest first
 */
record PainterArchitecture(
        Reading reading, Recall recall, List<Integer> hidden, int canvas, int canvasWidth, List<Integer> widths) {
    /** The stages, each at twice the resolution of the one before. */
    static final List<String> STAGES = List.of("coarse", "middle", "fine");

    /** Which of them has the sketch beside what the stage before gives it. */
    static final int SKETCHED = 1;

    /** How many pixels, in each direction, come of each of the last stage's. */
    static final int SHUFFLE = 2;

    static final int COLOURS = 3;

    /** Of a sketch: red, green, blue, each multiplied by the fourth, how much is covered. */
    static final int LAYERS = 4;

    static final int KERNEL = 3;

    /**
     * The sizes of the reader.
     *
     * @param vocabulary how many tokens there are
     * @param width the numbers of each token's vector
     * @param places how many tokens of a text are read
     * @param hidden the width of the hidden layer
     * @param meaning the width of what it makes of a text
     */
    record Reading(int vocabulary, int width, int places, int hidden, int meaning) {}

    /**
     * The sizes of the memory.
     *
     * @param slots how many things it knows
     * @param width the numbers of what it knows of each
     */
    record Recall(int slots, int width) {}

    /**
     * The architecture of a checkpoint.
     *
     * @param vocabulary how many tokens the tokenizer knows that it is to be used with
     * @throws CheckpointException if it is not that of a painter
     */
    static PainterArchitecture of(Weights weights, int vocabulary) {
        List<Integer> widths = STAGES.stream()
                .map(stage -> (int) shape(weights, stage + ".enter.weight", 4)[0])
                .toList();
        int canvasWidth = (int) shape(weights, STAGES.get(0) + ".enter.weight", 4)[1];
        return new PainterArchitecture(
                new Reading(
                        vocabulary,
                        size(weights, "reader.tokens", 1),
                        (int) shape(weights, "reader.places", 1)[0],
                        size(weights, "reader.hidden.weight", 0),
                        size(weights, "reader.out.weight", 0)),
                new Recall(size(weights, "memory.values", 0), size(weights, "memory.values", 1)),
                List.of(size(weights, "hidden.0.weight", 0), size(weights, "hidden.1.weight", 0)),
                (int) Math.sqrt((double) size(weights, "canvas.weight", 0) / canvasWidth),
                canvasWidth,
                widths);
    }

    private static int size(Weights weights, String matrix, int dimension) {
        return (int) shape(weights, matrix, 2)[dimension];
    }

    private static long[] shape(Weights weights, String name, int rank) {
        long[] shape = weights.shape(name);
        if (shape.length != rank || Arrays.stream(shape).anyMatch(size -> size < 1 || size > Integer.MAX_VALUE)) {
            throw weights.refusal(name, "the shape %s is none of a painter's".formatted(Arrays.toString(shape)));
        }
        return shape;
    }

    /** The names and shapes of its tensors. */
    ExpectedShapes tensors() {
        ExpectedShapes shapes = new ExpectedShapes();
        int meaning = reading.meaning();
        shapes.add("reader.tokens", reading.vocabulary(), reading.width());
        shapes.add("reader.weights", reading.vocabulary());
        shapes.add("reader.places", reading.places());
        shapes.addLinear("reader.hidden", 2L * reading.width(), reading.hidden());
        shapes.addLinear("reader.out", reading.hidden(), meaning);
        shapes.add("memory.query.weight", meaning, meaning);
        shapes.add("memory.keys", recall.slots(), meaning);
        shapes.add("memory.values", recall.slots(), recall.width());
        shapes.add("memory.sharpness");
        shapes.addLinear("sketch", recall.width(), (long) sketchSide() * sketchSide() * LAYERS);
        shapes.addLinear("hidden.0", wish(), hidden.get(0));
        shapes.addLinear("hidden.1", hidden.get(0), hidden.get(1));
        shapes.addLinear("canvas", hidden.get(1), (long) canvas * canvas * canvasWidth);
        for (int i = 0; i < STAGES.size(); i++) {
            String stage = STAGES.get(i);
            int width = widths.get(i);
            addConvolution(shapes, stage + ".enter", inputs(i), width);
            addConvolution(shapes, stage + ".block.conv1", width, width);
            addConvolution(shapes, stage + ".block.conv2", width, width);
        }
        addConvolution(shapes, "out", widths.get(STAGES.size() - 1), COLOURS * SHUFFLE * SHUFFLE);
        return shapes;
    }

    private static void addConvolution(ExpectedShapes shapes, String name, int inputs, int outputs) {
        shapes.add(name + ".weight", outputs, inputs, KERNEL, KERNEL);
        shapes.add(name + ".bias", outputs);
    }

    /** How many channels come into a stage. */
    int inputs(int stage) {
        int before = stage == 0 ? canvasWidth : widths.get(stage - 1);
        return stage == SKETCHED ? before + LAYERS : before;
    }

    /** The side of the sketch, in pixels. */
    int sketchSide() {
        return canvas << SKETCHED;
    }

    /** How many numbers say what to paint, and how. */
    int wish() {
        return reading.meaning() + recall.width() + Style.LENGTH;
    }

    /** The side of the pictures that it paints, in pixels. */
    int side() {
        return canvas * SHUFFLE << STAGES.size() - 1;
    }
}
