package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.ColourChange;
import io.github.congeal.internal.tensor.ColourFactors;
import io.github.congeal.internal.tensor.CutoutKernels;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes colours, pixel by pixel.
 *
 * @param order the changes, in the order in which they are applied
 */
public record Colour(List<ColourChange> order) implements Kind<ColourFactors> {
    /** Clamps to 0..1, with a gradient that can move values outside of the range back inside. */
    public static final Transform<ColourFactors> CLAMP =
            new Colour(List.of(ColourChange.CLAMP)).with(ColourFactors.NONE);

    /** Copies the order. */
    public Colour {
        order = List.copyOf(order);
    }

    @Override
    public void forward(CutoutKernels kernels, List<@Nullable ColourFactors> parameters, Tensor pixels) {
        kernels.colour(pixels, order, parameters);
    }

    @Override
    public void backward(
            CutoutKernels kernels, List<@Nullable ColourFactors> parameters, @Nullable Tensor input, Tensor gradient) {
        kernels.colourBackward(Objects.requireNonNull(input), order, parameters, gradient);
    }

    @Override
    public boolean needsInput() {
        return true;
    }
}
