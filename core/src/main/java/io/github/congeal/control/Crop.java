package io.github.congeal.control;

import java.util.OptionalInt;

/** Checks of parameters that all cropping methods share. */
final class Crop {
    private Crop() {}

    static void require(Schedule power, OptionalInt smallest) {
        Range.above(0).require("power", power.least());
        Range.above(0).require("power", power.greatest());
        smallest.ifPresent(size -> Range.atLeast(1).require("smallest", size));
    }
}
