package io.github.congeal.internal.tensor;

/**
 * The codebook of vector quantisation, with what the search for nearest codes needs.
 *
 * @param vectors the codes, {@code [codes, D]}
 * @param squares the squared length of each code, {@code [codes]}, or zeros to search for the largest dot product; never
 *     changed
 */
@SuppressWarnings("ArrayRecordComponent") // constants are cached by the array's identity
public record Codebook(Tensor vectors, float[] squares) {
    /** The most dot products at a time: enough for a fast matrix product, few beside a decoder's activations. */
    private static final int PRODUCTS = 1 << 22;

    /** The number of codes. */
    public int codes() {
        return squares.length;
    }

    /** The dimension D of a code. */
    public int width() {
        return (int) vectors.dimension(1);
    }

    /** The number of vectors to multiply by this codebook at a time, out of {@code count}. */
    public long rowsAtATime(long count) {
        return rowsAtATime(count, codes());
    }

    /** The number of vectors to multiply by a matrix of {@code codes} columns at a time, out of {@code count}. */
    public static long rowsAtATime(long count, int codes) {
        return Math.max(1, Math.min(count, PRODUCTS / codes));
    }
}
