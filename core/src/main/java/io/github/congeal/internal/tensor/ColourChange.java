package io.github.congeal.internal.tensor;

/**
 * Changes of colours, pixel by pixel, in the meaning that they have in kornia's {@code ColorJitter} up to 0.6.3, whose
 * four come first and in its numbering.
 */
public enum ColourChange {
    /** Adds a number to each channel, and clamps to 0..1. */
    BRIGHTNESS,
    /** Multiplies each channel (about black, not about the mean), and clamps to 0..1. */
    CONTRAST,
    /** Multiplies the saturation in HSV, and clamps that to 0..1. */
    SATURATION,
    /** Turns the hue in HSV. */
    HUE,
    /**
     * Clamps to 0..1. Its gradient passes inside and, outside, only where a descent step would bring the value back in: a
     * plain clamp would leave values out there for ever.
     */
    CLAMP
}
