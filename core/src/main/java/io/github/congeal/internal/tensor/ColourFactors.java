package io.github.congeal.internal.tensor;

/**
 * The parameters of the {@link ColourChange}s of one cutout.
 *
 * @param brightness 1 for unchanged; {@code brightness - 1} is added
 * @param contrast 1 for unchanged
 * @param saturation 1 for unchanged
 * @param hue added to the hue, in full turns, -0.5..0.5
 */
public record ColourFactors(float brightness, float contrast, float saturation, float hue) {
    /** No change. */
    public static final ColourFactors NONE = new ColourFactors(1, 1, 1, 0);

    /** What kornia adds to a divisor that may be zero, as its {@code eps}. */
    public static final float TINY = 1e-8f;

    /**
     * Pixels whose HSV value is below this count as black. kornia divides by the value even there: where resampling
     * undershoots (blue next to black), that gives saturations and gradients of the order of a million.
     */
    public static final float DARKEST = 1e-6f;
}
