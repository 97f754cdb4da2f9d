package io.github.congeal.internal.guidance;

import java.util.random.RandomGenerator;

/** The two distributions that augmentations draw from; each takes exactly one double from the generator. */
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
}
