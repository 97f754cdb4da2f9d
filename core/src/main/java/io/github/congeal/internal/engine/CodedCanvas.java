package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Tensor;

/** A canvas that draws a code of a VQGAN at each place. */
interface CodedCanvas extends Canvas {
    /** The code of each place, row by row. */
    int[] codes();

    /**
     * Puts codes in the place of some of the present ones.
     *
     * @param codes of the whole canvas, row by row
     * @param where for each of them whether it is put
     */
    void put(int[] codes, boolean[] where);

    /**
     * Moves parts of earlier parameters a part of the way towards codes.
     *
     * @param earlier shaped as {@link #parameters()}
     * @param codes of the whole canvas, row by row
     * @param where for each of them whether it is moved
     * @param share of the way, of 0 to 1
     */
    void approach(Tensor earlier, int[] codes, boolean[] where, double share);
}
