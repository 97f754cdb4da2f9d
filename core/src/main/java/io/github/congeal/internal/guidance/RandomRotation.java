package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.SamplePadding;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Rotates cutouts about their middle; the area outside is black. Draws for each cutout whether it is rotated and, if
 * so, the angle.
 *
 * @param degrees the largest angle in either direction, in degrees
 * @param probability the probability that a cutout is rotated
 */
record RandomRotation(double degrees, double probability) implements Augmentation {
    private static final Sample KIND = new Sample(SamplePadding.ZEROS);

    @Override
    public List<@Nullable Transform<?>> draw(int count, int size, RandomGenerator random) {
        return Draw.each(
                count,
                probability,
                random,
                () -> KIND.with(Warp.rotation(size, Draw.uniform(random, -degrees, degrees))));
    }
}
