package io.github.congeal.control;

/** Checks of parameters that several augmentations share. */
final class Chance {
    private static final double MOST_RATIO = 10;

    private Chance() {}

    static void require(double probability) {
        Range.between(0, 1).require("probability", probability);
    }

    static void requireRectangle(double leastArea, double mostArea, double leastRatio, double mostRatio) {
        new Range(0, true, 1).require("least-area", leastArea);
        Range.between(leastArea, 1).require("most-area", mostArea);
        Range.between(1 / MOST_RATIO, MOST_RATIO).require("least-ratio", leastRatio);
        Range.between(leastRatio, MOST_RATIO).require("most-ratio", mostRatio);
    }
}
