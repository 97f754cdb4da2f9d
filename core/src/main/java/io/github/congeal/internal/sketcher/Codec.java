package io.github.congeal.internal.sketcher;

/** Converts between codes and pictures: the part of a VQGAN that the sketcher needs. */
public interface Codec {
    /**
     * Decodes codes to a picture.
     *
     * @param codes of a square, in row-major order
     * @return {@code [side, side, 3]}, 0..1
     */
    float[] decode(int[] codes);

    /**
     * Encodes a picture to codes, in row-major order.
     *
     * @param picture {@code [side, side, 3]}, 0..1
     */
    int[] encode(float[] picture);
}
