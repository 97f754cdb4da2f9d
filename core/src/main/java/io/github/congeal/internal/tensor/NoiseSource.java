package io.github.congeal.internal.tensor;

/** The noise of one cutout. It is drawn in Java, so that it is the same on every device. */
@FunctionalInterface
public interface NoiseSource {
    /**
     * Draws the noise; each call gives the same.
     *
     * @param values the noise to add to the cutout, {@code [size, size, 3]}; overwritten
     */
    void draw(float[] values);
}
