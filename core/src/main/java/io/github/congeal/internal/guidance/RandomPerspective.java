package io.github.congeal.internal.guidance;

import io.github.congeal.control.Outside;
import io.github.congeal.internal.tensor.Homography;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Tilts cutouts: each corner moves inwards. Draws a grey if the outside is grey, then for each cutout whether it is
 * tilted and, if so, a horizontal and a vertical shift for each corner, clockwise from the top left.
 *
 * @param distortion the largest movement of a corner, as a fraction of half the side
 * @param outside what fills the area outside
 * @param probability the probability that a cutout is tilted
 */
record RandomPerspective(double distortion, Outside outside, double probability) implements Augmentation {
    @Override
    public List<@Nullable Transform<?>> draw(int count, int size, RandomGenerator random) {
        Function<Homography, Transform<?>> moved = Surroundings.draw(outside, true, random);
        return Draw.each(count, probability, random, () -> moved.apply(one(size, random)));
    }

    private Homography one(int size, RandomGenerator random) {
        double reach = distortion * size / 2;
        double last = size - 1.0;
        double[] corners = {0, 0, last, 0, last, last, 0, last};
        for (int i = 0; i < corners.length; i++) {
            double inwards = Draw.uniform(random, 0, reach);
            corners[i] += corners[i] == 0 ? inwards : -inwards;
        }
        return Warp.perspective(size, corners);
    }
}
