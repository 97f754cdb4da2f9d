package io.github.congeal.control;

/** Where copies of the picture fit together without a seam. */
public enum Tiling {
    /** Nowhere. The default. */
    NONE,
    /** Side by side: the right side goes on at the left one. */
    HORIZONTAL,
    /** One above the other: the bottom goes on at the top. */
    VERTICAL,
    /** Both, so that they cover a wall. */
    BOTH
}
