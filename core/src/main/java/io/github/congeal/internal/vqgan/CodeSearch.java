package io.github.congeal.internal.vqgan;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/** Chooses a code for each of many vectors by a product with all codes, a bounded number of vectors at a time. */
final class CodeSearch {
    /**
     * The number of products at a time: large enough for a fast matrix product, small compared with a decoder's
     * pictures.
     */
    private static final int PRODUCTS = 1 << 22;

    private final int width;
    private final int codes;

    /** A search among this many codes of this width. */
    CodeSearch(int width, int codes) {
        this.width = width;
        this.codes = codes;
    }

    /**
     * The chosen codes.
     *
     * @param vectors one after the other
     * @param products from {@code [rows, width]}, which it takes over, to {@code [rows, codes]}
     * @param choice from the products of one vector to its code
     */
    int[] choose(float[] vectors, UnaryOperator<Tensor> products, ToIntFunction<float[]> choice, Tape tape) {
        int[] chosen = new int[vectors.length / width];
        float[] row = tape.hostArrays().takeFloats(codes);
        forEachPart(chosen.length, (from, rows) -> {
            Tensor part = tape.take(rows, width);
            part.write(0, vectors, from * width, rows * width);
            try (Tensor found = products.apply(part)) {
                for (int i = 0; i < rows; i++) {
                    found.read((long) i * codes, row, 0, codes);
                    chosen[from + i] = choice.applyAsInt(row);
                }
            }
        });
        tape.hostArrays().giveBack(row);
        return chosen;
    }

    /** The work on a part of the vectors. */
    @FunctionalInterface
    interface Part {
        /** Works on vectors {@code from..from + rows}. */
        void search(int from, int rows);
    }

    /** Divides this many vectors into parts. */
    void forEachPart(long count, Part part) {
        int all = Math.toIntExact(count);
        int chunk = chunk(all);
        for (int from = 0; from < all; from += chunk) {
            part.search(from, Math.min(chunk, all - from));
        }
    }

    private int chunk(int count) {
        return Math.max(1, Math.min(count, PRODUCTS / codes));
    }
}
