package io.github.congeal.internal.tensor;

/** The noise of one cutout. It is drawn in Java, so that it is the same on every device. */
@FunctionalInterface
public interface NoiseSource {
    /**
     * Draws the noise, the same each time.
     *
     * @param values what is to be added to the cutout, {@code [size, size, 3]}; overwritten
     */
    void draw(float[] values);
}
