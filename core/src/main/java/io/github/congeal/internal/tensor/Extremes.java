package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Kernels.Pair;
import java.util.List;

/**
 * The largest and the smallest channel of each pixel of a chunk; of equal channels the first. All tensors are {@code [K,
 * pixels]}.
 *
 * @param value the value of the largest channel, HSV's value
 * @param spread the largest less the smallest
 * @param largest for red, green and blue: 1 where it is the largest channel, otherwise 0
 * @param smallest for red, green and blue: 1 where it is the smallest channel, otherwise 0
 */
record Extremes(Tensor value, Tensor spread, List<Tensor> largest, List<Tensor> smallest) {
    /** The extremes of red, green and blue planes. */
    static Extremes of(Planes planes, Movements kernels, List<Tensor> colours) {
        Tensor value = planes.combine(Pair.MAXIMUM, colours.get(0), colours.get(1));
        kernels.combine(Pair.MAXIMUM, value, colours.get(2), value);
        Tensor spread = planes.combine(Pair.MINIMUM, colours.get(0), colours.get(1));
        kernels.combine(Pair.MINIMUM, spread, colours.get(2), spread);
        kernels.combine(Pair.SUBTRACT, value, spread, spread);
        return new Extremes(value, spread, first(planes, kernels, colours, 1), first(planes, kernels, colours, -1));
    }

    /** The masks of the largest (sign 1) or smallest (sign -1) channel. */
    private static List<Tensor> first(Planes planes, Movements kernels, List<Tensor> colours, int sign) {
        Tensor red = planes.complement(isBehind(planes, colours, sign, 0, 1));
        kernels.multiplyElements(red, planes.complement(isBehind(planes, colours, sign, 0, 2)));
        Tensor green = planes.complement(isBehind(planes, colours, sign, 1, 2));
        Tensor blue = planes.make();
        kernels.copy(red, blue);
        planes.complement(blue);
        kernels.multiplyElements(green, blue);
        kernels.combine(Pair.SUBTRACT, blue, green, blue);
        return List.of(red, green, blue);
    }

    private static Tensor isBehind(Planes planes, List<Tensor> colours, int sign, int one, int other) {
        return sign > 0
                ? planes.above(colours.get(other), colours.get(one))
                : planes.above(colours.get(one), colours.get(other));
    }
}
