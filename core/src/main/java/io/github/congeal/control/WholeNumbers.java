package io.github.congeal.control;

/** Writes whole numbers in messages. */
final class WholeNumbers {
    private WholeNumbers() {}

    static String from(long least) {
        return least <= Integer.MIN_VALUE ? "a whole number" : "a whole number of at least " + least;
    }
}
