package io.github.congeal.control;

/** The directions in which copies of the picture fit together without a seam. */
public enum Tiling {
    /** None. The default. */
    NONE,
    /** Side by side: the right edge continues at the left one. */
    HORIZONTAL,
    /** One above the other: the bottom continues at the top. */
    VERTICAL,
    /** Both, as on wallpaper. */
    BOTH
}
