package io.github.congeal.control;

/**
 * A length of time in a run.
 *
 * @param length a number of steps of at least 1, or a percentage of the run
 * @param percent whether it is a percentage
 */
record Span(double length, boolean percent) {
    Span {
        if (percent) {
            new Range(0, true, 100).require("the length of a span in per cent", length);
        } else {
            Range.atLeast(1).require("the length of a span in steps", length);
        }
    }

    /** Returns its number of steps in a run of the given length; at least 1. */
    double steps(int ofAll) {
        return percent ? Math.max(1, length / 100 * ofAll) : length;
    }

    /** Returns the most steps that it can have, whatever the run. */
    double most() {
        return percent ? Integer.MAX_VALUE : length;
    }

    @Override
    public String toString() {
        return Numbers.write(length) + (percent ? "%" : "");
    }
}
