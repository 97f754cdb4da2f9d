package io.github.congeal.internal.tensor;

/** The directions in which a picture continues at its opposite side, like a tile, instead of ending. */
public enum Wrap {
    /** In none. */
    NONE,
    /** From right to left. */
    HORIZONTAL,
    /** From bottom to top. */
    VERTICAL,
    /** In both. */
    BOTH;

    /** Whether it goes on from right to left. */
    public boolean across() {
        return this == HORIZONTAL || this == BOTH;
    }

    /** Whether it goes on from bottom to top. */
    public boolean down() {
        return this == VERTICAL || this == BOTH;
    }
}
