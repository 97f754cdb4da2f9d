package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.SamplePadding;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Bends cutouts by a thin-plate spline. Draws for each cutout whether it is bent and, if so, a shift across and down
 * for each corner and for the middle; all of these only once if the cutouts are treated together.
 *
 * @param scale the largest shift, in halves of the side
 * @param together whether all cutouts are treated in the same way
 * @param probability the probability that a cutout is bent
 */
record RandomSpline(double scale, boolean together, double probability) implements Augmentation {
    private static final Remap KIND = new Remap(SamplePadding.ZEROS, 0);
    private static final int SHIFTS = 10;

    @Override
    public List<@Nullable Transform<?>> draw(int count, int size, RandomGenerator random) {
        return Draw.each(count, together, probability, random, () -> KIND.with(one(random)));
    }

    private SplineMap one(RandomGenerator random) {
        double[] shifts = new double[SHIFTS];
        for (int i = 0; i < SHIFTS; i++) {
            shifts[i] = Draw.uniform(random, -scale, scale);
        }
        return new SplineMap(shifts);
    }
}
