package io.github.congeal.internal.tensor;

/** The directions in which a picture is periodic, as a seamless tile is: it continues at its opposite side. */
public enum Wrap {
    /** Not periodic. */
    NONE,
    /** The right side continues at the left one. */
    HORIZONTAL,
    /** The bottom continues at the top. */
    VERTICAL,
    /** In both directions. */
    BOTH;

    /** Whether it is periodic horizontally. */
    public boolean across() {
        return this == HORIZONTAL || this == BOTH;
    }

    /** Whether it is periodic vertically. */
    public boolean down() {
        return this == VERTICAL || this == BOTH;
    }
}
