package io.github.congeal.control;

/** How pixels between the colours of a palette are made of several of them. */
public enum Dither {
    /** Not at all: each pixel takes the nearest colour. The default. */
    NONE,
    /** In a regular pattern of 8x8 (Bayer 1973): the same in every frame of a film, and without a seam in tiles. */
    ORDERED,
    /** By passing what is lost on to the next pixels (Floyd and Steinberg 1976): the closest to the picture. */
    ERROR_DIFFUSION
}
