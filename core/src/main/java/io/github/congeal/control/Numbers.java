package io.github.congeal.control;

/** Numbers as they are written: as short as they can be read back exactly. */
final class Numbers {
    private Numbers() {}

    static String write(double number) {
        return Double.toString(number).replaceFirst("\\.0$", "");
    }
}
