package io.github.congeal.internal.guidance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The two distributions that augmentations draw from; each number takes exactly one double from the generator. */
final class Draw {
    private Draw() {}

    /** A number in [low, high); {@code low} itself when both are the same. */
    static double uniform(RandomGenerator random, double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    /** True with this probability: never at 0, always at 1. */
    static boolean happens(RandomGenerator random, double probability) {
        return random.nextDouble() < probability;
    }

    /** For each cutout a draw of whether it is transformed and, if so, its transform. */
    static List<@Nullable Transform<?>> each(
            int count, double probability, RandomGenerator random, Supplier<Transform<?>> one) {
        List<@Nullable Transform<?>> drawn = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            drawn.add(happens(random, probability) ? one.get() : null);
        }
        return drawn;
    }

    /** The same; if the cutouts are treated together, one draw and one transform for all of them. */
    static List<@Nullable Transform<?>> each(
            int count, boolean together, double probability, RandomGenerator random, Supplier<Transform<?>> one) {
        return together
                ? Collections.nCopies(count, happens(random, probability) ? one.get() : null)
                : each(count, probability, random, one);
    }
}
