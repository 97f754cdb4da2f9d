package io.github.congeal.internal.tensor;

/**
 * Vectors among which the nearest is searched for.
 *
 * @param vectors {@code [codes, D]}
 * @param squares the square of each one's length, never changed
 */
@SuppressWarnings("ArrayRecordComponent") // known again by being the very same array
public record Codebook(Tensor vectors, float[] squares) {
    /** The products of a search at a time: enough for a fast matrix product, little beside a decoder's pictures. */
    private static final int PRODUCTS = 1 << 22;

    /** How many codes there are. */
    public int codes() {
        return squares.length;
    }

    /** The width of a code. */
    public int width() {
        return (int) vectors.dimension(1);
    }

    /** How many of so many vectors are searched for at a time. */
    public long rowsAtATime(long count) {
        return Math.max(1, Math.min(count, PRODUCTS / codes()));
    }
}
