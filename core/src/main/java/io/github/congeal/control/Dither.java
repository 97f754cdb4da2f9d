package io.github.congeal.control;

/** How colours between those of a palette are imitated by mixing pixels of several. */
public enum Dither {
    /** No dithering: each pixel takes the nearest colour. The default. */
    NONE,
    /** A regular 8x8 pattern (Bayer 1973): the same in every frame of a film, and seamless in tiles. */
    ORDERED,
    /** Error diffusion to neighbouring pixels (Floyd and Steinberg 1976): the closest to the picture. */
    ERROR_DIFFUSION
}
