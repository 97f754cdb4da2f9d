package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Tensor;

/** A canvas whose picture is decoded from one code of a VQGAN at each position. */
interface CodedCanvas extends Canvas {
    /** The code of each position, in row-major order. */
    int[] codes();

    /**
     * Replaces some of the codes.
     *
     * @param codes of the whole canvas, in row-major order
     * @param where for each of them, whether it replaces the current one
     */
    void put(int[] codes, boolean[] where);

    /**
     * Moves some positions of stored parameters towards codes.
     *
     * @param earlier shaped as {@link #parameters()}; changed in place
     * @param codes of the whole canvas, in row-major order
     * @param where for each position, whether it is moved
     * @param share the fraction of the distance, 0..1
     */
    void approach(Tensor earlier, int[] codes, boolean[] where, double share);
}
