package io.github.congeal.internal.guidance;

import io.github.congeal.control.Colour;
import io.github.congeal.control.Regularizer;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** See {@link io.github.congeal.control.Regularizer.Edges}. */
final class Edges implements Penalty {
    private static final int RGB = 3;

    private final Tape tape;
    /** The negative of the wanted colour, {@code [3]}. */
    private final float[] colour;
    /** The weight of each pixel in the loss, {@code [H * W]}. */
    private final float[] shares;

    /**
     * The edges of pictures of one size.
     *
     * @throws IllegalArgumentException if the edges leave nothing between them
     */
    Edges(Regularizer.Edges edges, PictureSize size, Tape tape) {
        if ((long) edges.left() + edges.right() >= size.width()
                || (long) edges.top() + edges.bottom() >= size.height()) {
            throw new IllegalArgumentException(
                    "regularizer was %s, but the picture is %sx%s: give edges that leave something between them"
                            .formatted(edges, size.width(), size.height()));
        }
        this.tape = tape;
        this.colour = negative(edges.colour());
        this.shares = shares(edges, size);
    }

    private static float[] negative(Colour colour) {
        return new float[] {-colour.red() / 255f, -colour.green() / 255f, -colour.blue() / 255f};
    }

    /**
     * The weights with which the loss is the sum of the means over the four sides, plus {@code everywhere} times the
     * mean over the whole picture. The corners belong to the left and the right side.
     */
    private static float[] shares(Regularizer.Edges edges, PictureSize size) {
        int height = size.height();
        int width = size.width();
        int between = width - edges.left() - edges.right();
        float[] shares = new float[height * width];
        for (int i = 0; i < shares.length; i++) {
            int x = i % width;
            int y = i / width;
            double share = edges.everywhere() / (height * width);
            if (x < edges.left()) {
                share += 1.0 / (edges.left() * height);
            } else if (x >= width - edges.right()) {
                share += 1.0 / (edges.right() * height);
            } else if (y < edges.top()) {
                share += 1.0 / (edges.top() * between);
            } else if (y >= height - edges.bottom()) {
                share += 1.0 / (edges.bottom() * between);
            }
            shares[i] = (float) (share / RGB);
        }
        return shares;
    }

    @Override
    public double measure(Tensor x, Tensor gradient) {
        Kernels kernels = tape.kernels();
        long pixels = shares.length;
        try (Tensor weighted = tape.take(pixels, RGB)) {
            kernels.copy(x, gradient);
            kernels.addBias(gradient, kernels.constant(colour, RGB));
            kernels.copy(gradient.first(pixels, RGB), weighted);
            kernels.multiplyColumns(weighted, kernels.constant(shares, pixels, 1));
            kernels.multiplyElements(gradient.first(pixels, RGB), weighted);
            double value = new Total(tape).of(gradient);
            kernels.copy(weighted, gradient.first(pixels, RGB));
            kernels.scale(gradient, 2);
            return value;
        }
    }
}
