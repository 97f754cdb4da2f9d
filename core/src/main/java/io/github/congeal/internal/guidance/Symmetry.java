package io.github.congeal.internal.guidance;

import io.github.congeal.control.Regularizer.Symmetry.Axis;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.function.IntUnaryOperator;

/** See {@link io.github.congeal.control.Regularizer.Symmetry}. */
final class Symmetry implements Penalty {
    private final PictureSize size;
    private final Tape tape;
    /** For each pixel of the transformed picture, the index of the pixel that it comes from, {@code [H * W]}. */
    private final Tensor image;
    /** The inverse permutation of {@link #image}. */
    private final Tensor back;

    /**
     * A symmetry of pictures of one size.
     *
     * @throws IllegalArgumentException if pictures of this size cannot have it
     */
    Symmetry(Axis about, PictureSize size, Tape tape) {
        if (about == Axis.QUARTER_TURN && size.height() != size.width()) {
            throw new IllegalArgumentException(
                    "regularizer was symmetry(about=quarter-turn), but the picture is %sx%s: make it square"
                            .formatted(size.width(), size.height()));
        }
        this.size = size;
        this.tape = tape;
        this.image = places(from(about));
        this.back = about == Axis.QUARTER_TURN ? places(place -> turned(turned(turned(place)))) : image;
    }

    private IntUnaryOperator from(Axis about) {
        int width = size.width();
        int height = size.height();
        return switch (about) {
            case VERTICAL -> place -> place + width - 1 - 2 * (place % width);
            case HORIZONTAL -> place -> (height - 1 - place / width) * width + place % width;
            case HALF_TURN -> place -> height * width - 1 - place;
            case QUARTER_TURN -> this::turned;
        };
    }

    private int turned(int place) {
        int side = size.width();
        return place % side * side + side - 1 - place / side;
    }

    private Tensor places(IntUnaryOperator from) {
        double[] places = new double[size.height() * size.width()];
        for (int i = 0; i < places.length; i++) {
            places[i] = from.applyAsInt(i);
        }
        Tensor tensor = tape.take(Precision.INDEX, places.length);
        tensor.write(0, places);
        return tensor;
    }

    @Override
    public double measure(Tensor x, Tensor gradient) {
        Kernels kernels = tape.kernels();
        long pixels = image.length();
        try (Tensor difference = tape.take(x.shape());
                Tensor squares = tape.take(x.shape())) {
            kernels.lookUp(x.first(pixels, 3), image, difference.first(pixels, 3));
            kernels.combine(Pair.SUBTRACT, x, difference, difference);
            kernels.lookUp(difference.first(pixels, 3), back, gradient.first(pixels, 3));
            kernels.combine(Pair.SUBTRACT, difference, gradient, gradient);
            kernels.scale(gradient, 2.0 / x.length());
            kernels.copy(difference, squares);
            return new Total(tape).ofSquares(squares) / x.length();
        }
    }
}
