package io.github.congeal.internal.tensor;

/**
 * Changes of colours, pixel by pixel. The first four are those of kornia's {@code ColorJitter} up to 0.6.3, in its
 * numbering.
 */
public enum ColourChange {
    /** Adds {@code brightness - 1} to each channel, and clamps to 0..1. */
    BRIGHTNESS,
    /** Multiplies each channel (about black, not about the mean), and clamps to 0..1. */
    CONTRAST,
    /** Multiplies the saturation in HSV, and clamps the saturation to 0..1. */
    SATURATION,
    /** Rotates the hue in HSV. */
    HUE,
    /**
     * Clamps to 0..1. Outside, its gradient passes only where a descent step would bring the value back: with the plain
     * gradient of a clamp, values outside would stay there.
     */
    CLAMP
}
