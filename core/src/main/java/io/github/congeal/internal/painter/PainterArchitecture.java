package io.github.congeal.internal.painter;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.nn.ExpectedShapes;
import io.github.congeal.internal.nn.Weights;
import java.util.Arrays;
import java.util.List;

/**
 * The sizes of a painter, as its checkpoint's shapes tell them.
 *
 * @param dimension the width of CLIP's embeddings
 * @param direction the width of what they are projected to
 * @param hidden the widths of the two hidden layers
 * @param canvas the side of the first, coarse picture
 * @param canvasWidth its channels
 * @param widths the channels of each stage, the coarsest first
 */
record PainterArchitecture(
        int dimension, int direction, List<Integer> hidden, int canvas, int canvasWidth, List<Integer> widths) {
    /** The stages, each at twice the resolution of the one before. */
    static final List<String> STAGES = List.of("coarse", "middle", "fine");

    /** How many pixels, in each direction, come of each of the last stage's. */
    static final int SHUFFLE = 2;

    static final int COLOURS = 3;
    static final int KERNEL = 3;

    /**
     * The architecture of a checkpoint.
     *
     * @param dimension the width of the embeddings that it is to be used with
     * @throws CheckpointException if it is not that of a painter
     */
    static PainterArchitecture of(Weights weights, int dimension) {
        List<Integer> widths = STAGES.stream()
                .map(stage -> (int) shape(weights, stage + ".enter.weight", 4)[0])
                .toList();
        int canvasWidth = (int) shape(weights, STAGES.get(0) + ".enter.weight", 4)[1];
        return new PainterArchitecture(
                dimension,
                (int) shape(weights, "project.weight", 2)[0],
                List.of((int) shape(weights, "hidden.0.weight", 2)[0], (int) shape(weights, "hidden.1.weight", 2)[0]),
                (int) Math.sqrt((double) shape(weights, "canvas.weight", 2)[0] / canvasWidth),
                canvasWidth,
                widths);
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
        shapes.add("project.weight", direction, dimension);
        shapes.addLinear("hidden.0", (long) direction + Style.LENGTH, hidden.get(0));
        shapes.addLinear("hidden.1", hidden.get(0), hidden.get(1));
        shapes.addLinear("canvas", hidden.get(1), (long) canvas * canvas * canvasWidth);
        int width = canvasWidth;
        for (int i = 0; i < STAGES.size(); i++) {
            String stage = STAGES.get(i);
            addConvolution(shapes, stage + ".enter", width, widths.get(i));
            width = widths.get(i);
            addConvolution(shapes, stage + ".block.conv1", width, width);
            addConvolution(shapes, stage + ".block.conv2", width, width);
        }
        addConvolution(shapes, "out", width, COLOURS * SHUFFLE * SHUFFLE);
        return shapes;
    }

    private static void addConvolution(ExpectedShapes shapes, String name, int inputs, int outputs) {
        shapes.add(name + ".weight", outputs, inputs, KERNEL, KERNEL);
        shapes.add(name + ".bias", outputs);
    }

    /** The side of the pictures that it paints, in pixels. */
    int side() {
        return canvas * SHUFFLE << STAGES.size() - 1;
    }
}
