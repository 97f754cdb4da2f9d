package io.github.congeal.internal.tensor;

/**
 * How much the colours of a cutout change.
 *
 * @param brightness 1 for unchanged; {@code brightness - 1} is added
 * @param contrast 1 for unchanged
 * @param saturation 1 for unchanged
 * @param hue turns to add, -0.5..0.5
 */
public record ColourFactors(float brightness, float contrast, float saturation, float hue) {
    /** Leaves brightness, contrast, saturation and hue as they are. */
    public static final ColourFactors NONE = new ColourFactors(1, 1, 1, 0);

    /** What kornia adds to a divisor that may be zero. */
    public static final float TINY = 1e-8f;

    /**
     * Pixels that are darker than this count as black. kornia divides by the value even there, which after a resampling
     * that undershoots (blue next to black) gives saturations of a million and gradients to match.
     */
    public static final float DARKEST = 1e-6f;
}
