package io.github.congeal.internal.guidance;

import io.github.congeal.control.Outside;
import io.github.congeal.internal.tensor.Homography;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Restores the shape of a picture that was squashed into a square, with grey beside it, or above and below it. Draws
 * the grey and then for each cutout a number that is not used and, for a square picture, the shifts across and down,
 * otherwise the scale and the shift along the shorter side.
 *
 * @param aspect the picture's width, relative to its height
 */
record Fitted(double aspect) implements Augmentation {
    private static final double SQUARE_SCALE = 0.95;
    private static final double LEAST = 0.9;

    @Override
    public List<@Nullable Transform<?>> draw(int count, int size, RandomGenerator random) {
        Function<Homography, Transform<?>> moved = Surroundings.draw(Outside.GREY, false, random);
        return Draw.each(count, 1, random, () -> moved.apply(aspect == 1 ? square(size, random) : other(size, random)));
    }

    private static Homography square(int size, RandomGenerator random) {
        double most = (1 - SQUARE_SCALE) / 2 * size;
        double dx = Draw.uniform(random, -most, most);
        double dy = Draw.uniform(random, -most, most);
        return Warp.affine(size, 0, dx, dy, SQUARE_SCALE, 0);
    }

    /** The longer side becomes at most the cutout's side, and the shorter one as much shorter as in the picture. */
    private Homography other(int size, RandomGenerator random) {
        double longer = Math.max(aspect, 1 / aspect);
        double scale = Draw.uniform(random, LEAST, 1) / longer;
        double most = (1 - 1 / longer) / 2 * size;
        double shift = Draw.uniform(random, -most, most);
        double across = aspect > 1 ? scale * longer : scale;
        double down = aspect > 1 ? scale : scale * longer;
        double middle = (size - 1) / 2.0;
        double x = aspect > 1 ? middle : middle + shift;
        double y = aspect > 1 ? middle + shift : middle;
        return Homography.affine(1 / across, 0, middle - x / across, 0, 1 / down, middle - y / down);
    }
}
