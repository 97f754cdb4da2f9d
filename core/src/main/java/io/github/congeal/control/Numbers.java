package io.github.congeal.control;

/** Writes numbers in the shortest form that is read back exactly. */
final class Numbers {
    private Numbers() {}

    static String write(double number) {
        return Double.toString(number).replaceFirst("\\.0$", "");
    }
}
