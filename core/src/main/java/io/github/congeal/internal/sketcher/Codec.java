package io.github.congeal.internal.sketcher;

/** A VQGAN, as far as the sketcher needs it: from codes to pictures and back. */
public interface Codec {
    /**
     * The picture of some codes.
     *
     * @param codes of a square, row by row
     * @return {@code [side, side, 3]}, values of 0 to 1
     */
    float[] decode(int[] codes);

    /**
     * The codes of a picture.
     *
     * @param picture {@code [side, side, 3]}, values of 0 to 1
     */
    int[] encode(float[] picture);
}
