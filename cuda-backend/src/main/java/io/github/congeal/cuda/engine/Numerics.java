package io.github.congeal.cuda.engine;

/** The number format of convolutions and matrix products; their sums are in float32 in any case. */
public enum Numerics {
    /** Each number is the sum of two bf16; of the four products, the smallest is omitted. Nearly as exact as float32. */
    BF16X3("bf16x3", 2),
    /** Each number is rounded to bf16, with 8 significant bits: about twice as fast, with a visibly different picture. */
    BF16("bf16", 1);

    private final String kernel;
    private final int halves;

    Numerics(String kernel, int halves) {
        this.kernel = kernel;
        this.halves = halves;
    }

    /** The suffix of the names of kernels with this format. */
    String kernel() {
        return kernel;
    }

    /** The number of bf16 per number. */
    int halves() {
        return halves;
    }
}
