package io.github.congeal.internal.guidance;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Despite its name, blurs cutouts: kornia reads {@code RandomSharpness(f)} as a factor in 0..f, where 1 leaves the
 * picture alone. Draws for each cutout whether it is changed and, if so, the factor.
 *
 * @param most the largest factor
 * @param probability the probability that a cutout is changed
 */
record RandomSharpness(double most, double probability) implements Augmentation {
    /** kornia's blur: ones with a 5 in the middle. */
    static final Stencil STENCIL = new Stencil(5);

    @Override
    public List<@Nullable Transform<?>> draw(int count, int size, RandomGenerator random) {
        return Draw.each(count, probability, random, () -> STENCIL.with((float) Draw.uniform(random, 0, most)));
    }

    @Override
    public boolean needsInput() {
        return true;
    }
}
