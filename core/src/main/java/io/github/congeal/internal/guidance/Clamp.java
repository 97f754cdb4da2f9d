package io.github.congeal.internal.guidance;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Clamps cutouts to 0..1, because the resampling of crops overshoots. Draws nothing. */
record Clamp() implements Augmentation {
    @Override
    public List<@Nullable Transform<?>> draw(int count, int size, RandomGenerator random) {
        return Collections.nCopies(count, Colour.CLAMP);
    }

    @Override
    public boolean needsInput() {
        return true;
    }
}
